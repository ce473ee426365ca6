import type { RunEvent } from '#contracts/events';
import type { RunStatus } from '#contracts/run';
import type { Text } from '#contracts/text';

export const STEP_STATES = ['pending', 'active', 'done', 'skipped', 'error'] as const;
export interface StepStand {
  key: string;
  title: Text;
  /** `error`: something in it is late, or the run was lost in it. */
  state: (typeof STEP_STATES)[number];
  /** Times it was entered in this turn. */
  visits: number;
  /** Of its latest visit, epoch ms; null while it lies ahead, or goes on. */
  from: number | null;
  until: number | null;
}
interface Visit {
  from: number;
  until: number | null;
  outcome: string | null;
}

/** Where a run stands among its steps: `events` in order (those of steps, turns and the end are enough), `late` whether a clock of the step under way has run out. */
export function stepperOf(steps: ReadonlyArray<{ key: string; title: Text }>, events: readonly RunEvent[], run: { state: RunStatus; late: boolean }): StepStand[] {
  const visits = visitsOf(events);
  const entered = steps.map(({ key }) => visits.get(key)?.at(-1));
  const furthest = entered.reduce((last, visit, index) => (visit ? index : last), -1);
  return steps.map(({ key, title }, index) => {
    const visit = entered[index];
    return { key, title, state: stateOf(visit, index < furthest, run), visits: visits.get(key)?.length ?? 0, from: visit?.from ?? null, until: visit?.until ?? null };
  });
}

function stateOf(visit: Visit | undefined, passed: boolean, run: { state: RunStatus; late: boolean }): StepStand['state'] {
  if (!visit) return passed || run.state === 'cancelled' ? 'skipped' : 'pending';
  if (visit.outcome === 'skipped') return 'skipped';
  if (visit.outcome === 'completed' || visit.outcome === 'ended') return run.state === 'lost' && visit.outcome === 'ended' ? 'error' : run.state === 'cancelled' && visit.outcome === 'ended' ? 'skipped' : 'done';
  if (visit.until !== null) return 'pending';
  return run.late ? 'error' : 'active';
}

/** Visits of each step in the turn under way. */
function visitsOf(events: readonly RunEvent[]): Map<string, Visit[]> {
  const visits = new Map<string, Visit[]>();
  const enter = (step: string, at: number): void => void visits.set(step, [...(visits.get(step) ?? []), { from: at, until: null, outcome: null }]);
  const leave = (visit: Visit | undefined, at: number, outcome: string): void => void (visit && visit.until === null && Object.assign(visit, { until: at, outcome }));
  for (const { type, at, data } of events) {
    if (type === 'TurnStarted') visits.clear();
    if (type === 'StepEntered') enter(data.step, at);
    if (type === 'StepLeft') leave(visits.get(data.step)?.at(-1), at, data.outcome);
    if (type === 'StepRecalled') {
      visits.set(data.from, (visits.get(data.from) ?? []).slice(0, -1));
      Object.assign(visits.get(data.step)?.at(-1) ?? {}, { until: null, outcome: null });
    }
    if (type === 'RunClosed' || type === 'RunCancelled' || type === 'RunLost') for (const of of visits.values()) leave(of.at(-1), at, 'ended');
  }
  return visits;
}
