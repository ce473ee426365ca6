import type { RunEvent } from '#contracts/events';
import type { Run } from '#contracts/run';

/** Only commands raise a version: clocks may not make what a person saw stale. */
const raised = (row: { version: number }, event: RunEvent): number => row.version + (event.cause.kind === 'command' ? 1 : 0);

/** The run's row after `event`; every event moves `lastEvent`. Throws when the first event is not `RunStarted`. */
export function foldRun(row: Run | null, event: RunEvent): Run {
  if (event.type === 'RunStarted') return { ...event.data.run, lastEvent: event.n };
  if (row === null) throw new Error(`event ${event.n} (${event.type}) of a run that has not started`);
  return { ...row, ...changes(row, event), lastEvent: event.n };
}

function changes(row: Run, event: RunEvent): Partial<Run> {
  switch (event.type) {
    case 'RunPaused':
      return { state: 'paused', version: raised(row, event), pause: { by: event.data.by, at: event.at, reason: event.data.reason } };
    case 'RunResumed':
      return { state: 'running', version: raised(row, event), pause: null };
    case 'RunSeverityChanged':
      return { severity: event.data.severity, version: raised(row, event) };
    case 'RunCancelled':
      return { state: 'cancelled', version: raised(row, event), pause: null, closedAt: event.at, outcome: 'cancelled' };
    case 'RunClosed':
      return { state: 'completed', pause: null, closedAt: event.at, outcome: event.data.outcome };
    case 'RunLost':
      return { state: 'lost', closedAt: event.at, outcome: event.data.reason };
    case 'TurnStarted':
      return { turn: event.data.turn };
    case 'StepEntered':
      return { step: event.data.step, stepTitle: event.data.title, visit: event.data.visit };
    case 'StepRecalled':
      return { step: event.data.step, stepTitle: event.data.title, visit: event.data.visit, version: raised(row, event), stepPause: null };
    case 'StepPaused':
      return { version: raised(row, event), stepPause: { step: event.data.step, visit: event.data.visit, by: event.data.by, at: event.at, reason: event.data.reason } };
    case 'StepResumed':
      return { version: raised(row, event), stepPause: null };
    case 'RunMoved':
      return { version: raised(row, event), playbook: { ...row.playbook, version: event.data.to }, settings: event.data.settings, stepTitle: event.data.stepTitle };
    case 'DatesShifted':
    case 'WorkReassigned':
      return { version: raised(row, event) };
    case 'StepLeft':
      return { ...(['skipped', 'repeated'].includes(event.data.outcome) ? { version: raised(row, event) } : {}), ...(row.stepPause ? { stepPause: null } : {}) };
    default:
      return {};
  }
}
