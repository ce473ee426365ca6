import type { Command, CommandName } from '#contracts/commands';
import type { Cause } from '#contracts/events';
import { annulBreach, breachedAfter } from '#domain/clock/fire';
import { acknowledge, setDue } from '#domain/clock/plan';
import type { Task } from '#contracts/task';
import type { Engine } from './engine.ts';
import type { Verb } from './commands.ts';

const taskOf = (engine: Engine, taskId: string): Task => {
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
    engine.recorder.emit('ChecklistTicked', { taskId: args.taskId, item: args.item, done: args.done, by: actor }, cause);
    return args.done ? 'ticked' : 'unticked';
  }) satisfies Verb<'tickChecklist'>,
  acknowledgeTask: ((engine, { args, actor, receivedAt }, cause) => {
    const { clock } = taskOf(engine, args.taskId);
    if (clock) engine.recorder.emit('TaskAcknowledged', { taskId: args.taskId, by: actor, clock: acknowledge(clock, engine.facts.calendarFor(clock.calendarId), { by: actor, at: receivedAt }) }, cause);
    return 'acknowledged';
  }) satisfies Verb<'acknowledgeTask'>,
  completeTask: fair<'completeTask'>((engine, { args, actor }, cause) => {
    engine.recorder.emit('TaskCompleted', { taskId: args.taskId, by: actor, documentId: args.documentId, outcome: args.outcome }, cause);
    engine.decideByTask(args.taskId, cause);
    return 'done';
  }),
  returnTask: fair<'returnTask'>((engine, { args, actor }, cause) => {
    engine.recorder.emit('TaskReturned', { taskId: args.taskId, by: actor, toStep: args.toStep, reason: args.reason }, cause);
    engine.leaveStep('sent-back', { to: args.toStep, by: actor, reason: args.reason }, cause);
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
export type TaskCommand = Command<keyof typeof TASK_VERBS>;
