import type { Command, CommandName } from '#contracts/commands';
import { FAILURES } from '#contracts/failures';
import type { Task } from '#contracts/task';
import { pauseClock, resumeClock } from '#domain/clock/plan';
import { inPausedStep, isHeld } from '#domain/run/pauses';
import { planReassign, type Handover } from '#domain/run/reassign';
import { planShift, type ShiftPlan } from '#domain/run/shift';
import type { Refusal } from '#domain/task/rules';
import type { Verb } from './commands.ts';
import type { Engine } from './engine.ts';
import { pausedClocks, resumedClocks } from './pauses.ts';
import { pinnedOf } from './state.ts';
import { annulUnfairBreach } from './verbs-task.ts';

/** Rules that need more of the run than its row. */
export function judgeControl(engine: Engine, command: Command): Refusal | null {
  const { state } = engine;
  if (isNamed(command, 'repeatStep')) {
    const { step } = command.args;
    const known = step === null || state.visits[step] !== undefined;
    return known ? null : { type: FAILURES.invalid, message: 'this run has not been in that step', detail: { field: 'step' } };
  }
  if (isNamed(command, 'shiftDates')) {
    const plan = shiftOf(engine, command);
    return 'type' in plan ? plan : null;
  }
  if (isNamed(command, 'reassignPerson')) {
    if (handovers(engine, command).length > 0) return null;
    return { type: FAILURES.forbidden, message: 'this person has no open work here', detail: { rule: 'no-such-work' } };
  }
  return null;
}

const isNamed = <N extends CommandName>(command: Command, name: N): command is Command<N> => command.name === name;

function shiftOf(engine: Engine, command: Command<'shiftDates'>): ShiftPlan | Refusal {
  const { tasks, meetings } = engine.state;
  return planShift({ tasks: Object.values(tasks), meetings: Object.values(meetings), calendarOf: (clock) => engine.facts.calendarFor(clock.calendarId), calendar: engine.facts.calendar }, command);
}

function handovers(engine: Engine, { args }: Command<'reassignPerson'>): Handover[] {
  const { state, facts } = engine;
  const assignments = Object.fromEntries(Object.entries(state.definition.tasks).map(([key, task]) => [key, task.assign]));
  const pieceOf = (task: Task) => state.pieces[task.subject.pieceId ?? ''] ?? null;
  return planReassign(Object.values(state.tasks), args, pieceOf, { directory: facts.directory, managerId: state.run.managerId, pinned: pinnedOf(state), actors: state.actors, assignments });
}

const inStep = (engine: Engine) => {
  const { step, visit } = engine.state.run;
  return (task: Task): boolean => inPausedStep(task.block, { step: step ?? '', visit, by: '', at: 0, reason: '' });
};

/** What managers do to the course of a run and to single tasks of it. */
export const CONTROL_VERBS = {
  pauseTask: ((engine, { args, actor, receivedAt }, cause) => {
    annulUnfairBreach(engine, args.taskId, receivedAt, cause);
    const clock = engine.state.tasks[args.taskId]?.clock ?? null;
    engine.recorder.emit('TaskPaused', { taskId: args.taskId, by: actor, reason: args.reason, clock: clock && pauseClock(clock, engine.facts.calendarFor(clock.calendarId), receivedAt, true) }, cause);
    return 'paused';
  }) satisfies Verb<'pauseTask'>,
  resumeTask: ((engine, { args, actor, receivedAt }, cause) => {
    const task = engine.state.tasks[args.taskId];
    const clock = task?.clock ?? null;
    const held = task !== undefined && isHeld({ ...task, pause: null }, engine.state.run);
    engine.recorder.emit('TaskResumed', { taskId: args.taskId, by: actor, reason: args.reason, clock: clock && (held ? clock : resumeClock(clock, engine.facts.calendarFor(clock.calendarId), receivedAt)) }, cause);
    return 'resumed';
  }) satisfies Verb<'resumeTask'>,
  skipTask: ((engine, { args, actor, receivedAt }, cause) => {
    annulUnfairBreach(engine, args.taskId, receivedAt, cause);
    engine.recorder.emit('TaskSkipped', { taskId: args.taskId, by: actor, reason: args.reason }, cause);
    return 'skipped';
  }) satisfies Verb<'skipTask'>,
  pauseStep: ((engine, { args, actor, receivedAt }, cause) => {
    const { step, visit } = engine.state.run;
    const belongs = inStep(engine);
    for (const task of Object.values(engine.state.tasks)) if (belongs(task)) annulUnfairBreach(engine, task.id, receivedAt, cause);
    engine.recorder.emit('StepPaused', { step: step ?? '', visit, by: actor, reason: args.reason, clocks: pausedClocks(engine, receivedAt, belongs) }, cause);
    return 'paused';
  }) satisfies Verb<'pauseStep'>,
  resumeStep: ((engine, { args, actor, receivedAt }, cause) => {
    const { run } = engine.state;
    const clocks = resumedClocks(engine, receivedAt, { ...run, stepPause: null }, inStep(engine));
    engine.recorder.emit('StepResumed', { step: run.step ?? '', visit: run.visit, by: actor, reason: args.reason, clocks }, cause);
    return 'resumed';
  }) satisfies Verb<'resumeStep'>,
  repeatStep: ((engine, { args, actor }, cause) => {
    engine.leaveStep('repeated', { to: args.step ?? engine.state.run.step, by: actor, reason: args.reason }, cause);
    return 'repeated';
  }) satisfies Verb<'repeatStep'>,
  shiftDates: ((engine, command, cause) => {
    const { args, actor } = command;
    for (const task of Object.values(engine.state.tasks)) if (task.closedAt === null) annulUnfairBreach(engine, task.id, command.receivedAt, cause);
    const plan = shiftOf(engine, command);
    if ('type' in plan) throw new Error(`a shift that was judged fit is refused: ${plan.message}`);
    const { duration, direction, reason } = args;
    engine.recorder.emit('DatesShifted', { by: actor, reason, shift: { duration, direction }, tasks: plan.clocks.map(({ taskId }) => taskId), meetings: plan.meetings.map(({ meetingId }) => meetingId) }, cause);
    for (const { meetingId, ...moved } of plan.meetings) engine.recorder.emit('MeetingMoved', { meetingId, by: actor, reason, ...moved }, cause);
    for (const { taskId, clock } of plan.clocks) engine.recorder.emit('TaskDueChanged', { taskId, by: actor, reason, dueAt: clock.dueAt, clock }, cause);
    return 'shifted';
  }) satisfies Verb<'shiftDates'>,
  reassignPerson: ((engine, command, cause) => {
    const { args: { from, to, reason }, actor } = command;
    const plan = handovers(engine, command);
    engine.recorder.emit('WorkReassigned', { by: actor, reason, from, to, tasks: plan.map(({ taskId }) => taskId) }, cause);
    for (const handover of plan) {
      const { taskId } = handover;
      const assign = engine.state.tasks[taskId]?.assign ?? { manager: true as const };
      if (handover.kind === 'transfer') engine.recorder.emit('TaskTransferred', { taskId, by: actor, to, reason }, cause);
      else engine.recorder.emit('TaskReassigned', { taskId, assign, assignee: handover.assignee, candidates: handover.candidates, reason }, cause);
    }
    return 'reassigned';
  }) satisfies Verb<'reassignPerson'>,
};
