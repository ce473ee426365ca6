import type { Verb } from './commands.ts';
import { pausedClocks, resumedClocks } from './pauses.ts';
import { annulUnfairBreach } from './verbs-task.ts';

/** Verbs on the whole run. */
export const RUN_VERBS = {
  pauseRun: ((engine, { args, actor, receivedAt }, cause) => {
    for (const taskId of Object.keys(engine.state.tasks)) annulUnfairBreach(engine, taskId, receivedAt, cause);
    engine.recorder.emit('RunPaused', { by: actor, reason: args.reason, clocks: pausedClocks(engine, receivedAt, () => true) }, cause);
    return 'paused';
  }) satisfies Verb<'pauseRun'>,
  resumeRun: ((engine, { args, actor, receivedAt }, cause) => {
    engine.recorder.emit('RunResumed', { by: actor, reason: args.reason, clocks: resumedClocks(engine, receivedAt, { ...engine.state.run, pause: null }) }, cause);
    return 'resumed';
  }) satisfies Verb<'resumeRun'>,
  cancelRun: ((engine, { args, actor, receivedAt }, cause) => {
    for (const taskId of Object.keys(engine.state.tasks)) annulUnfairBreach(engine, taskId, receivedAt, cause);
    const concerned = engine.concerned();
    engine.cancelAll(args.reason, cause);
    engine.recorder.emit('RunCancelled', { by: actor, reason: args.reason, concerned }, cause);
    return 'cancelled';
  }) satisfies Verb<'cancelRun'>,
  skipStep: ((engine, { args, actor }, cause) => {
    engine.leaveStep('skipped', { to: null, by: actor, reason: args.reason }, cause);
    return 'skipped';
  }) satisfies Verb<'skipStep'>,
};
