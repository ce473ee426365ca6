import type { Command, CommandArgs } from '#contracts/commands';
import { FAILURES } from '#contracts/failures';
import type { Run } from '#contracts/run';
import type { Refusal } from '../task/rules.ts';

/** Judges a verb on the whole run by its own state; null when it may go ahead. */
export function judgeRunCommand(run: Run, command: Command): Refusal | null {
  if (command.seenVersion !== null && command.seenVersion !== run.version) {
    return { type: FAILURES.stale, message: 'the run has changed since it was read', detail: { version: run.version } };
  }
  if (command.name === 'pauseRun' && run.pause) return forbidden('already paused', 'already-paused', run.pause.by, run.pause.at);
  if (command.name === 'resumeRun' && !run.pause) return forbidden('the run is not paused', 'not-paused');
  if (command.name === 'changeRunSeverity' && (command.args as CommandArgs['changeRunSeverity']).severity === run.severity) return forbidden('it is that grave already', 'same-severity');
  if (command.name === 'skipStep' && run.step === null) return forbidden('no step is under way', 'no-step');
  if (command.name === 'pauseStep' && run.stepPause) return forbidden('already paused', 'already-paused', run.stepPause.by, run.stepPause.at);
  if (command.name === 'resumeStep' && !run.stepPause) return forbidden('the step is not paused', 'not-paused');
  if ((command.name === 'pauseStep' || command.name === 'repeatStep') && run.step === null) return forbidden('no step is under way', 'no-step');
  return null;
}

const forbidden = (message: string, rule: string, by: string | null = null, at: number | null = null): Refusal => ({ type: FAILURES.forbidden, message, detail: { rule, by, at } });
