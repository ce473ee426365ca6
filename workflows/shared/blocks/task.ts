import { uuid4 } from '@temporalio/workflow';
import type { ClockState } from '#contracts/clock';
import type { Cause } from '#contracts/events';
import type { Assignment, Task, TaskStatus, TaskSubject } from '#contracts/task';
import type { Json } from '#contracts/text';
import { setDue, startClock } from '#domain/clock/plan';
import { resolveAssignment } from '#domain/task/assign';
import type { Engine } from '../engine.ts';
import type { RunHandle } from '../run-handle.ts';

export interface TaskOptions {
  /** Tells blocks of the same task apart within their scope; by default the task's key. */
  block?: string;
  subject?: TaskSubject;
  /** Instead of the playbook's assignment. */
  assign?: Assignment;
  /** People who may not do it. */
  excluded?: string[];
  /** Epoch ms at which its clock starts; by default now. */
  clockFrom?: number;
  /** A due time that people agreed on, instead of the policy's. */
  dueAt?: { at: number; by: string; reason: string };
  detached?: boolean;
  /** Told in the same breath as the opening. */
  onOpened?: (taskId: string, cause: Cause) => void;
  /** An id already told to others; by default a new one. */
  id?: string;
}
export interface TaskResult {
  taskId: string;
  state: TaskStatus;
  by: string | null;
  outcome: Record<string, Json>;
}

/** Opens the block's task, or finds the one it opened before; answers its id. */
export async function openTask(run: RunHandle, key: string, options: TaskOptions): Promise<string> {
  const { state } = run.engine;
  const block = `${options.detached ? 'free/' : ''}${run.scope.prefix}${options.block ?? key}`;
  const found = state.blocks[block];
  if (found) return found.id;
  await run.ready();
  await run.engine.facts.fresh();
  await run.until(() => true);
  const task = newTask(run.engine, key, block, options);
  state.blocks[block] = { id: task.id, done: false, result: null };
  const cause: Cause = { kind: 'run', id: block };
  run.engine.recorder.emit('TaskOpened', { task }, cause);
  options.onOpened?.(task.id, cause);
  return task.id;
}

export function taskResult(engine: Engine, taskId: string): TaskResult {
  const task = engine.state.tasks[taskId];
  if (!task) throw new Error(`task ${taskId} has left the run`);
  return { taskId, state: task.state, by: task.closedBy, outcome: task.outcome };
}

function newTask(engine: Engine, key: string, block: string, options: TaskOptions): Task {
  const { state, facts } = engine;
  const definition = state.definition.tasks[key];
  if (!definition) throw new Error(`the playbook has no task ${key}`);
  const assign = options.assign ?? definition.assign;
  const excluded = options.excluded ?? [];
  const pinned = (state.input['people'] ?? {}) as Record<string, string>;
  return {
    id: options.id ?? uuid4(), runId: state.run.id, key, block, step: state.run.step ?? '', visit: state.run.visit, turn: state.run.turn,
    title: definition.title, description: definition.description, state: 'open', version: 1,
    assign, ...resolveAssignment(assign, { directory: facts.directory, managerId: state.run.managerId, pinned, excluded }), excluded,
    form: definition.form, checklist: definition.checklist.map((item) => ({ ...item, evidenceRequired: item.evidenceRequired ?? false, owner: null, done: false, by: null, at: null, evidence: null })),
    subject: options.subject ?? {}, openedAt: Date.now(), clock: newClock(engine, key, options),
    closedAt: null, closedBy: null, documentId: null, outcome: {}, reason: null,
    accountable: null, cover: null, delegation: null, signing: null, nudged: null, pause: null,
  };
}

function newClock(engine: Engine, key: string, { clockFrom, dueAt }: TaskOptions): ClockState | null {
  const { facts, state } = engine;
  const policy = state.definition.tasks[key]?.policy;
  if (!policy) return null;
  const clock = startClock({ policy, calendar: facts.calendar, at: clockFrom ?? Date.now() });
  return dueAt ? setDue(clock, facts.calendar, { by: dueAt.by, at: Date.now(), dueAt: dueAt.at, reason: dueAt.reason }) : clock;
}
