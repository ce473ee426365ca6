import type { ClockState } from '#contracts/clock';
import { pauseClock, resumeClock } from '#domain/clock/plan';
import type { Engine } from './engine.ts';
import type { Verb } from './commands.ts';
import { annulUnfairBreach } from './verbs-task.ts';

function movedClocks(engine: Engine, move: (clock: ClockState) => ClockState): Record<string, ClockState> {
  const open = Object.values(engine.state.tasks).filter((task) => task.closedAt === null);
  return Object.fromEntries(open.flatMap((task) => (task.clock ? [[task.id, move(task.clock)] as const] : [])));
}

/** Verbs on the whole run. */
export const RUN_VERBS = {
  pauseRun: ((engine, { args, actor, receivedAt }, cause) => {
    for (const taskId of Object.keys(engine.state.tasks)) annulUnfairBreach(engine, taskId, receivedAt, cause);
    engine.recorder.emit('RunPaused', { by: actor, reason: args.reason, clocks: movedClocks(engine, (clock) => pauseClock(clock, engine.facts.calendarFor(clock.calendarId), receivedAt)) }, cause);
    return 'paused';
  }) satisfies Verb<'pauseRun'>,
  resumeRun: ((engine, { args, actor, receivedAt }, cause) => {
    engine.recorder.emit('RunResumed', { by: actor, reason: args.reason, clocks: movedClocks(engine, (clock) => resumeClock(clock, engine.facts.calendarFor(clock.calendarId), receivedAt)) }, cause);
    return 'resumed';
  }) satisfies Verb<'resumeRun'>,
  cancelRun: ((engine, { args, actor, receivedAt }, cause) => {
    for (const taskId of Object.keys(engine.state.tasks)) annulUnfairBreach(engine, taskId, receivedAt, cause);
    engine.cancelAll(args.reason, cause);
    engine.recorder.emit('RunCancelled', { by: actor, reason: args.reason }, cause);
    return 'cancelled';
  }) satisfies Verb<'cancelRun'>,
  skipStep: ((engine, { args, actor }, cause) => {
    engine.leaveStep('skipped', { to: null, by: actor, reason: args.reason }, cause);
    return 'skipped';
  }) satisfies Verb<'skipStep'>,
};
