import type { ClockState, DeadlineKind } from '#contracts/clock';
import type { Health } from '#contracts/run-view';
import type { Text } from '#contracts/text';
import { nextDeadline } from '../clock/fire.ts';

/** As much of an open task as says how its run stands. */
export interface OpenTask {
  id: string;
  title: Text;
  note: string | null;
  assignee: string | null;
  clock: ClockState | null;
}
export interface NextClock {
  taskId: string;
  title: Text;
  note: string | null;
  kind: DeadlineKind;
  index: number;
  /** Epoch ms. */
  at: number;
}
export interface RunStanding {
  /** `late`: a due time has passed; `at-risk`: a warning has; paused clocks count as neither. */
  health: Health;
  open: number;
  late: number;
  atRisk: number;
  /** The next reminder, warning, breach or rung of all its open tasks. */
  next: NextClock | null;
}

/** How a run stands at `now` (epoch ms) by the clocks of its open tasks. */
export function standingOf(tasks: readonly OpenTask[], now: number): RunStanding {
  const clocks = tasks.flatMap(({ clock }) => (clock && !clock.paused ? [clock] : []));
  const late = clocks.filter(({ dueAt }) => dueAt <= now).length;
  const atRisk = clocks.filter(({ dueAt, atRiskAt }) => dueAt > now && atRiskAt <= now).length;
  const nexts = tasks.flatMap(({ id, title, note, clock }): NextClock[] => {
    const next = clock && !clock.paused ? nextDeadline(clock) : null;
    return next ? [{ taskId: id, title, note, kind: next.kind, index: next.index, at: next.at }] : [];
  });
  const next = nexts.reduce<NextClock | null>((first, one) => (first === null || one.at < first.at ? one : first), null);
  return { health: late > 0 ? 'late' : atRisk > 0 ? 'at-risk' : 'on-track', open: tasks.length, late, atRisk, next };
}
