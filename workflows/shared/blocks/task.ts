import { uuid4 } from '@temporalio/workflow';
import type { ClockState } from '#contracts/clock';
import type { Cause } from '#contracts/events';
import type { Assignment, Task, TaskStatus, TaskSubject } from '#contracts/task';
import type { Json } from '#contracts/text';
import { setDue, startClock } from '#domain/clock/plan';
import type { CompiledTask } from '#contracts/process';
import { accountableOf, poolOf, resolveAssignment, type AssignmentContext, type Pool, type Resolved } from '#domain/task/assign';
import { pickPerson } from '../activity-options.ts';
import type { Engine } from '../engine.ts';
import type { RunHandle } from '../run-handle.ts';
import { pinnedOf } from '../state.ts';

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
  /** Opened by the clock, not by what was done before: taking that back leaves it alone. */
  timed?: boolean;
  /** Told in the same breath as the opening. */
  onOpened?: (taskId: string, cause: Cause) => void;
  /** An id already told to others; by default a new one. */
  id?: string;
}
export interface TaskResult {
  taskId: string;
  state: TaskStatus;
  by: string | null;
  /** Who did it for `by`, who had delegated it. */
  helper: string | null;
  outcome: Record<string, Json>;
}

/** Opens the block's task, or finds the one it opened before; answers its id. */
export async function openTask(run: RunHandle, key: string, given: TaskOptions): Promise<string> {
  const { state } = run.engine;
  const block = `${given.detached ? 'free/' : ''}${run.scope.prefix}${given.block ?? key}`;
  const found = state.blocks[block];
  if (found) return found.id;
  await run.ready();
  const asked = { ...given, ...sentBackBy(run.engine, block, given) };
  await run.engine.facts.fresh(asked.assign && 'person' in asked.assign ? [asked.assign.person] : []);
  await run.until(() => true);
  const options = stillHere(run.engine, asked) ? asked : given;
  const pool = poolToAsk(run.engine, key, options);
  const picked = pool === null ? null : await pickFrom(pool, run, block);
  await calendarHeld(run, () => whoseIs(run.engine, key, options, picked).assignee);
  const task = newTask(run.engine, key, block, options, picked);
  state.blocks[block] = { id: task.id, done: false, result: null, ...(options.timed ? { timed: true } : {}) };
  const cause: Cause = { kind: 'run', id: block };
  run.engine.recorder.emit('TaskOpened', { task }, cause);
  options.onOpened?.(task.id, cause);
  return task.id;
}

/** Whoever sent the work back gets the same task again, when the run has come straight back to it; unless they may not do it. */
function sentBackBy({ state }: Engine, block: string, { excluded = [] }: TaskOptions): Pick<TaskOptions, 'assign'> {
  const back = state.resumed;
  return back?.block === block && !excluded.includes(back.person) ? { assign: { person: back.person } } : {};
}

/** Whether the one person asked for still works here; nobody in particular always does. */
const stillHere = ({ facts }: Engine, { assign }: TaskOptions): boolean => !(assign && 'person' in assign && facts.directory.people?.[assign.person]?.gone);

export function taskResult(engine: Engine, taskId: string): TaskResult {
  const task = engine.state.tasks[taskId];
  if (!task) throw new Error(`task ${taskId} has left the run`);
  return { taskId, state: task.state, by: task.closedBy, helper: task.delegation?.handedBack ? task.delegation.to : null, outcome: task.outcome };
}

/** The people to pick one from, where the playbook says so: only then is anybody asked, so that no other run's history changes. */
function poolToAsk(engine: Engine, key: string, { assign, excluded = [] }: TaskOptions): Pool | null {
  return poolOf(assign ?? definitionOf(engine, key).assign, assignmentContext(engine, excluded));
}

async function pickFrom(pool: Pool, run: RunHandle, block: string): Promise<string> {
  const runId = run.engine.state.run.id;
  const { person } = await pickPerson({ key: `${runId}/${block}`, runId, block, ...pool });
  await run.until(() => true);
  return person;
}

/** Asks for the calendar that the new clock counts by, when it is not at hand: for a run on one calendar nothing changes. */
async function calendarHeld(run: RunHandle, assignee: () => string | null): Promise<void> {
  const { facts } = run.engine;
  for (let id = facts.calendarOf(assignee()); !facts.holds(id); id = facts.calendarOf(assignee())) {
    await facts.expect(id);
    await run.until(() => true);
  }
}

function definitionOf({ state }: Engine, key: string): CompiledTask {
  const definition = state.definition.tasks[key];
  if (!definition) throw new Error(`the playbook has no task ${key}`);
  return definition;
}

function assignmentContext({ state, facts }: Engine, excluded: string[], picked: string | null = null): AssignmentContext {
  const assignments = Object.fromEntries(Object.entries(state.definition.tasks).map(([key, { assign }]) => [key, assign]));
  return { directory: facts.directory, managerId: state.run.managerId, pinned: pinnedOf(state), excluded, actors: state.actors, assignments, picked };
}

/** Who is accountable for the step under way; null where the playbook has no RACI. */
export function accountableNow(engine: Engine): string | null {
  const { raci } = engine.state.definition.steps.find(({ key }) => key === engine.state.run.step) ?? {};
  return raci ? accountableOf(raci.accountable, assignmentContext(engine, [])) : null;
}

function whoseIs(engine: Engine, key: string, { assign, excluded = [] }: TaskOptions, picked: string | null): Resolved {
  return resolveAssignment(assign ?? definitionOf(engine, key).assign, assignmentContext(engine, excluded, picked));
}

function newTask(engine: Engine, key: string, block: string, options: TaskOptions, picked: string | null): Task {
  const { state } = engine;
  const definition = definitionOf(engine, key);
  const assign = options.assign ?? definition.assign;
  const excluded = options.excluded ?? [];
  const { cover, ...whose } = whoseIs(engine, key, options, picked);
  return {
    id: options.id ?? uuid4(), runId: state.run.id, key, block, step: state.run.step ?? '', visit: state.run.visit, turn: state.run.turn,
    title: definition.title, description: definition.description, state: 'open', version: 1,
    assign, ...whose, excluded,
    form: definition.form && { ...definition.form, playbook: state.definition.version }, checklist: definition.checklist.map((item) => ({ ...item, evidenceRequired: item.evidenceRequired ?? false, owner: null, done: false, by: null, at: null, evidence: null })),
    subject: options.subject ?? {}, openedAt: Date.now(), clock: newClock(engine, definition, whose.assignee, options),
    closedAt: null, closedBy: null, documentId: null, outcome: {}, reason: null,
    accountable: accountableNow(engine), cover: cover && { ...cover, since: Date.now() }, delegation: null, signing: null, nudged: null, pause: null,
  };
}

/** Counts by the calendar of whoever the task opens for. It keeps that calendar when the task changes hands (docs/adr, the clock of a task). */
function newClock({ facts, state }: Engine, { policy, dueAt: chosen }: CompiledTask, countsFor: string | null, { clockFrom, dueAt = chosen }: TaskOptions): ClockState | null {
  if (!policy) return null;
  const calendarId = facts.calendarOf(countsFor);
  const calendar = facts.calendarFor(calendarId);
  facts.arrived(calendarId);
  const clock: ClockState = { ...startClock({ policy, calendar, at: clockFrom ?? Date.now(), severity: state.run.severity ?? null }), calendarId, ...(countsFor === null ? {} : { countsFor }) };
  return dueAt ? setDue(clock, calendar, { by: dueAt.by, at: Date.now(), dueAt: dueAt.at, reason: dueAt.reason }) : clock;
}
