import type { CalendarSlice } from '#contracts/calendar';
import type { ClockPolicy, ClockState, Deadline } from '#contracts/clock';
import type { Duration } from '#contracts/duration';
import { parseDuration } from '#domain/calendar/duration';
import type { Reached, Step } from '#domain/calendar/reached';
import { addDuration, addElapsed, addWorkingMs, workingMsBetween } from '#domain/calendar/working-time';

/** Whether a duration counts working time; those under one minute never do (handbook 4.3, defaults). */
export const countsWorking = (like: Duration): boolean => parseDuration(like).working;

/** Ms from `a` to `b` as `like` counts them: working or elapsed. Negative when b lies before a. */
export function gapBetween(calendar: CalendarSlice, like: Duration, a: number, b: number): number {
  return countsWorking(like) ? workingMsBetween(calendar, a, b) : b - a;
}

/** The instant `ms` after `from` as `like` counts them. */
export function addGap(calendar: CalendarSlice, like: Duration, from: number, ms: number, steps?: Step[]): Reached {
  return countsWorking(like) ? addWorkingMs(calendar, from, ms, steps) : addElapsed(from, ms, steps);
}

/** The duration that puts a deadline where it is, which says whether its gaps are working or elapsed time. */
export function durationOf(policy: ClockPolicy, deadline: Pick<Deadline, 'kind' | 'index'>): Duration {
  if (deadline.kind === 'rung') return policy.ladder[deadline.index]?.after ?? policy.due;
  if (deadline.kind === 'rung-repeat') return policy.ladder[deadline.index]?.repeat?.every ?? policy.due;
  if (deadline.kind === 'ack-expired') return policy.acknowledgeFor;
  if (deadline.kind === 'remind-before') return policy.remindBefore[deadline.index] ?? policy.due;
  if (deadline.kind === 'remind-after' && deadline.index > 0) return policy.remindAfter?.every ?? policy.due;
  return policy.due;
}

/** Whether pausing the run stops this clock: by default the working-time ones (architecture.md; issue 3, section 2). */
export const stopsOnPause = (policy: ClockPolicy): boolean => policy.stopsOnPause ?? countsWorking(policy.due);

/** Working ms of the whole due duration, for a due time that no calendar at hand reaches: days of this calendar's first length. */
export function nominalMs(calendar: CalendarSlice, due: Duration): number {
  const { days, ms } = parseDuration(due);
  const dayMs = calendar.days[0]?.intervals.reduce((sum, [start, end]) => sum + end - start, 0) ?? 0;
  return days * dayMs + ms;
}

/** Freezes what is still to come at `at`, each with the gap that was left: resuming needs no calendar that reaches back to the pause. */
export function freeze(clock: ClockState, calendar: CalendarSlice, at: number): ClockState {
  const agenda = clock.agenda.map((deadline): Deadline => {
    if (deadline.at <= at || deadline.moved?.why === 'paused') return deadline;
    return { ...deadline, moved: { why: 'paused', from: at, ms: gapBetween(calendar, durationOf(clock.policy, deadline), at, deadline.at) } };
  });
  return { ...clock, agenda };
}

/**
 * Puts a deadline where `ms` of its own time after `from` end. Past the slice it stands at the slice's end for the time being, and `needsMore` says to
 * come back with more of the calendar; before the slice it stays where it is.
 */
export function moveDeadline(clock: ClockState, calendar: CalendarSlice, deadline: Deadline, moved: NonNullable<Deadline['moved']>): Moved {
  const like = durationOf(clock.policy, deadline);
  if (countsWorking(like) && moved.from < calendar.from) return { deadline, needsMore: false };
  const result = addGap(calendar, like, moved.from, moved.ms);
  const needsMore = 'needsMore' in result;
  return { deadline: { kind: deadline.kind, index: deadline.index, at: needsMore ? calendar.validUntil : result.at, moved }, needsMore };
}
export type Moved = { deadline: Deadline; needsMore: boolean };

/** Until when an acknowledgement given at `at` lasts; past the slice, its end stands in (see {@link moveDeadline}). */
export function acknowledgedUntil(policy: ClockPolicy, calendar: CalendarSlice, at: number): { until: number; needsMore: boolean } {
  const result = addDuration(calendar, at, policy.acknowledgeFor);
  return 'needsMore' in result ? { until: Math.max(calendar.validUntil, at), needsMore: true } : { until: result.at, needsMore: false };
}
