import type { CommandName } from '#contracts/commands';
import type { Cause, EventData } from '#contracts/events';
import { annulBreach, breachedAfter } from '#domain/clock/fire';
import { acknowledge, setDue } from '#domain/clock/plan';
import type { Task } from '#contracts/task';
import { openDelegation } from '#domain/task/part';
import { mustBeSigned } from '#domain/task/signing';
import type { Engine } from './engine.ts';
import type { Verb } from './commands.ts';

export const taskOf = (engine: Engine, taskId: string): Task => {
  const task = engine.state.tasks[taskId];
  if (!task) throw new Error(`task ${taskId} has left the run`);
  return task;
};

/** A breach recorded before a command arrived that would have prevented it is annulled; both stay (architecture.md, Fair clocks). */
export function annulUnfairBreach(engine: Engine, taskId: string, receivedAt: number, cause: Cause): void {
  const { clock } = taskOf(engine, taskId);
  if (!clock || !breachedAfter(clock, receivedAt)) return;
  engine.recorder.emit('BreachAnnulled', { taskId, clock: annulBreach(clock, engine.facts.calendarFor(clock.calendarId), engine.now()) }, cause);
}

/** Completes the task by what somebody gave; `receivedAt` (epoch ms) is when what completed it came in. */
export function finish(engine: Engine, given: EventData['TaskCompleted'], receivedAt: number, cause: Cause): void {
  annulUnfairBreach(engine, given.taskId, receivedAt, cause);
  engine.recorder.emit('TaskCompleted', given, cause);
  engine.decideByTask(given.taskId, cause);
}

const fair = <N extends CommandName>(verb: Verb<N>): Verb<N> => (engine, command, cause) => {
  annulUnfairBreach(engine, (command.args as { taskId: string }).taskId, command.receivedAt, cause);
  return verb(engine, command, cause);
};

/** Verbs on one task. */
export const TASK_VERBS = {
  claimTask: ((engine, { args, actor }, cause) => {
    engine.recorder.emit('TaskClaimed', { taskId: args.taskId, by: actor }, cause);
    return 'claimed';
  }) satisfies Verb<'claimTask'>,
  releaseTask: ((engine, { args, actor }, cause) => {
    engine.recorder.emit('TaskReleased', { taskId: args.taskId, by: actor }, cause);
    return 'released';
  }) satisfies Verb<'releaseTask'>,
  transferTask: ((engine, { args, actor }, cause) => {
    engine.recorder.emit('TaskTransferred', { taskId: args.taskId, by: actor, to: args.to, reason: args.reason }, cause);
    return 'transferred';
  }) satisfies Verb<'transferTask'>,
  tickChecklist: ((engine, { args, actor }, cause) => {
    engine.recorder.emit('ChecklistTicked', { taskId: args.taskId, item: args.item, done: args.done, by: actor, evidence: args.done ? (args.evidence ?? null) : null }, cause);
    return args.done ? 'ticked' : 'unticked';
  }) satisfies Verb<'tickChecklist'>,
  acknowledgeTask: ((engine, { args, actor, receivedAt }, cause) => {
    const { clock } = taskOf(engine, args.taskId);
    if (clock) engine.recorder.emit('TaskAcknowledged', { taskId: args.taskId, by: actor, clock: acknowledge(clock, engine.facts.calendarFor(clock.calendarId), { by: actor, at: receivedAt }) }, cause);
    return 'acknowledged';
  }) satisfies Verb<'acknowledgeTask'>,
  /** Done; or, by a delegate, handed back to the holder; or, with co-signers, handed in for their signatures. */
  completeTask: ((engine, { args, actor, receivedAt }, cause) => {
    const task = taskOf(engine, args.taskId);
    const given = { taskId: task.id, by: actor, documentId: args.documentId, outcome: args.outcome };
    if (openDelegation(task)?.to === actor) {
      engine.recorder.emit('TaskHandedBack', given, cause);
      return 'handed-back';
    }
    if (mustBeSigned(task.signing, actor)) {
      engine.recorder.emit('TaskSubmitted', given, cause);
      return 'submitted';
    }
    finish(engine, given, receivedAt, cause);
    return 'done';
  }) satisfies Verb<'completeTask'>,
  returnTask: fair<'returnTask'>((engine, { args, actor }, cause) => {
    const { taskId, toStep, reason, then = 'in-order' } = args;
    engine.recorder.emit('TaskReturned', { taskId, by: actor, toStep, reason, then }, cause);
    const { block } = taskOf(engine, taskId);
    engine.leaveStep('sent-back', { to: toStep, by: actor, reason, ...(then === 'straight-back' ? { back: { block, person: actor } } : {}) }, cause);
    return 'returned';
  }),
  coverTask: ((engine, { args, actor }, cause) => {
    engine.recorder.emit('TaskCovered', { ...args, by: actor }, cause);
    return 'covered';
  }) satisfies Verb<'coverTask'>,
  uncoverTask: ((engine, { args, actor }, cause) => {
    const { assignee, cover } = taskOf(engine, args.taskId);
    engine.recorder.emit('TaskUncovered', { taskId: args.taskId, by: actor, from: assignee, to: cover?.for ?? args.for, absenceId: args.absenceId }, cause);
    return 'given-back';
  }) satisfies Verb<'uncoverTask'>,
  changeTaskDue: fair<'changeTaskDue'>((engine, { args, actor, receivedAt }, cause) => {
    const { clock } = taskOf(engine, args.taskId);
    if (clock) {
      const moved = setDue(clock, engine.facts.calendarFor(clock.calendarId), { by: actor, at: receivedAt, dueAt: args.dueAt, reason: args.reason });
      engine.recorder.emit('TaskDueChanged', { taskId: args.taskId, by: actor, reason: args.reason, dueAt: args.dueAt, clock: moved }, cause);
    }
    return 'due-changed';
  }),
};
