import type { CalendarSlice } from '#contracts/calendar';
import type { ClockState, Deadline } from '#contracts/clock';
import type { Candidate } from './deadlines.ts';
import { candidates, hasFired, inOrder, isAnnulled, isEscalation, sameDeadline } from './deadlines.ts';
import { computeAtRisk, computeDue } from './due.ts';
import { acknowledgedUntil, moveDeadline } from './gap.ts';

/** Why a candidate is not on the agenda; null when it is. */
export type Unplanned = 'fired' | 'before-start' | 'needs-calendar' | 'annulled' | 'already-past';

/**
 * Judges a candidate at `now`. Reminders whose time had already passed when they were planned stay out — they would only be noise —
 * while a breach or a rung is planned however late, for it is a promise. `pending` is what the old agenda still held.
 */
export function unplanned(clock: ClockState, calendar: CalendarSlice, candidate: Candidate, now: number, pending: readonly Deadline[]): Unplanned | null {
  const { kind, index, reached } = candidate;
  if (hasFired(clock, kind, index)) return 'fired';
  if (isEscalation(candidate) && isAnnulled(clock)) return 'annulled';
  // Counting back past the beginning of the slice ends before the start, as a slice begins no later than now; counting on past its end needs more.
  if ('needsMore' in reached) return candidate.direction === 'before' && clock.dueAt <= calendar.validUntil ? 'before-start' : 'needs-calendar';
  if (kind === 'remind-before' && reached.at <= clock.startedAt) return 'before-start';
  const soft = kind === 'remind-before' || kind === 'at-risk' || (kind === 'remind-after' && reached.at < now);
  return soft && reached.at <= now && !pending.some((deadline) => sameDeadline(deadline, candidate)) ? 'already-past' : null;
}

/** Due time, at-risk time and agenda from the clock's basis at `now`. */
export function planFromBasis(clock: ClockState, calendar: CalendarSlice, now: number, pending: readonly Deadline[]): ClockState {
  const due = computeDue(clock, calendar);
  if ('needsMore' in due) return { ...clock, dueAt: calendar.validUntil, atRiskAt: calendar.validUntil, needsMore: true, agenda: acknowledgement(clock, pending) };
  const atRisk = computeAtRisk(clock, calendar, due.at);
  const atRiskAt = 'at' in atRisk ? Math.min(atRisk.at, due.at) : due.at;
  return planAgenda({ ...clock, dueAt: due.at, atRiskAt, provisional: due.provisional }, calendar, now, pending);
}

/** The agenda for a due time that stands. Deadlines of `pending` that had been moved stay where their own gap puts them. */
export function planAgenda(clock: ClockState, calendar: CalendarSlice, now: number, pending: readonly Deadline[]): ClockState {
  let needsMore = false;
  const agenda: Deadline[] = [];
  for (const candidate of candidates(clock, calendar)) {
    const before = pending.find((deadline) => sameDeadline(deadline, candidate));
    const obstacle = unplanned(clock, calendar, candidate, now, pending);
    // A slice that begins after what it counts from can never tell: what was planned stands, and more of the calendar would not help.
    if (obstacle === 'needs-calendar' && before && candidate.from < calendar.from) {
      agenda.push(before);
      continue;
    }
    if (before?.moved && obstacle !== 'fired' && obstacle !== 'annulled') {
      const placed = moveDeadline(clock, calendar, before, before.moved);
      needsMore ||= placed.needsMore;
      agenda.push(placed.deadline);
      continue;
    }
    needsMore ||= obstacle === 'needs-calendar';
    if (obstacle === null && 'at' in candidate.reached) agenda.push({ kind: candidate.kind, index: candidate.index, at: candidate.reached.at });
  }
  agenda.push(...acknowledgement(clock, pending));
  return { ...clock, agenda: agenda.sort(inOrder), needsMore };
}

/** The end of an acknowledgement that is in force: it depends on no due time. */
function acknowledgement(clock: ClockState, pending: readonly Deadline[]): Deadline[] {
  return clock.ack ? pending.filter(({ kind }) => kind === 'ack-expired') : [];
}

/** An acknowledgement's end counted again, on a calendar that may have changed or now reach further. */
export function renewAcknowledgement(clock: ClockState, calendar: CalendarSlice): ClockState {
  const pending = clock.agenda.find(({ kind }) => kind === 'ack-expired');
  if (!clock.ack || !pending || calendar.from > clock.ack.at) return clock;
  const { until, needsMore } = pending.moved
    ? (({ deadline, needsMore: more }) => ({ until: deadline.at, needsMore: more }))(moveDeadline(clock, calendar, pending, pending.moved))
    : acknowledgedUntil(clock.policy, calendar, clock.ack.at);
  const agenda = clock.agenda.map((deadline) => (deadline.kind === 'ack-expired' ? { ...deadline, at: until } : deadline)).sort(inOrder);
  return { ...clock, ack: { ...clock.ack, until }, agenda, needsMore: clock.needsMore || needsMore };
}
