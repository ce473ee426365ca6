import type { CalendarSlice } from '#contracts/calendar';
import type { CalendarUsed, ClockState } from '#contracts/clock';
import { addDuration } from '#domain/calendar/working-time';
import type { Reached, Step } from '#domain/calendar/reached';
import { addGap, countsWorking, gapBetween } from './gap.ts';
import { hasFired } from './deadlines.ts';

/** What the due time follows from. */
type Due = Pick<ClockState, 'policy' | 'basis' | 'startedAt' | 'dueAt' | 'atRiskAt'>;

/** What a basis keeps of the calendar that it was computed with. */
export const usedOf = ({ version, layers }: CalendarSlice): CalendarUsed => ({ calendarVersion: version, ...(layers ? { layers } : {}) });

/** The due time from its basis. One that a person set needs no arithmetic. */
export function computeDue(clock: Due, calendar: CalendarSlice, steps?: Step[]): Reached {
  const { basis, policy } = clock;
  if (basis.kind === 'policy') return addDuration(calendar, basis.from, basis.duration, steps);
  if (basis.kind === 'resumed') return addGap(calendar, policy.due, basis.at, basis.remainingMs, steps);
  return { at: clock.dueAt, provisional: false };
}

/**
 * At risk when `atRiskShare` of the time from start to due is used up: working time where the due time counts it and there is any, else elapsed time.
 * After a pause what was left of that share runs on.
 */
export function computeAtRisk(clock: Due, calendar: CalendarSlice, dueAt: number, steps?: Step[]): Reached {
  const { basis, policy, startedAt } = clock;
  if (basis.kind === 'resumed') {
    return basis.atRiskMs <= 0 ? { at: clock.atRiskAt, provisional: false } : addGap(calendar, policy.due, basis.at, basis.atRiskMs, steps);
  }
  const covered = calendar.from <= startedAt && dueAt <= calendar.validUntil;
  const workingMs = covered ? gapBetween(calendar, policy.due, startedAt, dueAt) : 0;
  const like = workingMs > 0 ? policy.due : { clock: 'PT0S' };
  return addGap(calendar, like, startedAt, Math.round((workingMs > 0 ? workingMs : dueAt - startedAt) * policy.atRiskShare), steps);
}

/** Whether the due time has been computed: until it has, `dueAt` is only the end of the calendar at hand and nothing is planned on it. */
export const dueKnown = (clock: ClockState): boolean => !clock.needsMore || hasFired(clock, 'breach', 0) || clock.agenda.some(({ kind }) => kind === 'breach');

/** Whether this slice reaches back to where the due time is counted from, so that the arithmetic can be done again. */
export function canRecompute(clock: ClockState, calendar: CalendarSlice): boolean {
  const { basis, policy } = clock;
  if (basis.kind === 'set' || !countsWorking(policy.due)) return true;
  return calendar.from <= (basis.kind === 'policy' ? basis.from : basis.at);
}
