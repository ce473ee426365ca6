import type { CalendarSlice } from '#contracts/calendar';
import type { ClockState, Deadline, Rung } from '#contracts/clock';
import { nextWorkingInstant } from '#domain/calendar/working-time';
import { inOrder, sameDeadline } from './deadlines.ts';
import { durationOf, gapBetween, moveDeadline } from './gap.ts';
import { note } from './rung-log.ts';

/** Until when (epoch ms) a rung is held, and whose working time it waits for. */
export interface Hold {
  until: number;
  person: string;
  calendarId: string;
}

/**
 * Whether the rung must wait at `now` for somebody whom it tells to be at work, and for whom: the first to come. Null when it need not wait —
 * it is not held, somebody is at work, it tells nobody, or no calendar at hand says when anybody will be: then better now than never.
 */
export function holdOf(rung: Rung | undefined, people: readonly string[], calendarOf: (person: string) => CalendarSlice, now: number): Hold | null {
  if (rung?.hold !== 'working') return null;
  const arrivals = people.flatMap((person): Hold[] => {
    const calendar = calendarOf(person);
    const until = nextWorkingInstant(calendar, now);
    return until === null ? [] : [{ until, person, calendarId: calendar.calendarId }];
  });
  const first = arrivals.toSorted((a, b) => a.until - b.until)[0];
  return first && first.until > now ? first : null;
}

/**
 * Holds a rung (or its repeat) that was due at `now` until its people are at work. Held rungs after it keep their distance from it: whoever comes to
 * work finds one notice and has time to acknowledge before the next.
 */
export function holdRung(clock: ClockState, calendar: CalendarSlice, deadline: Deadline, hold: Hold, now: number): ClockState {
  const pending = clock.agenda.find((one) => sameDeadline(one, deadline));
  if (!pending) return clock;
  let { needsMore } = clock;
  const agenda = clock.agenda.map((one) => {
    if (one === pending) return { kind: one.kind, index: one.index, at: hold.until, moved: { why: 'held' as const, from: hold.until, ms: 0 } };
    if (pending.kind !== 'rung' || one.kind !== 'rung' || one.index < pending.index || clock.policy.ladder[one.index]?.hold !== 'working') return one;
    const ms = gapBetween(calendar, durationOf(clock.policy, one), pending.at, one.at);
    const placed = moveDeadline(clock, calendar, one, { why: 'held', from: hold.until, ms });
    needsMore ||= placed.needsMore;
    return placed.deadline;
  });
  const held: ClockState = { ...clock, agenda: agenda.sort(inOrder), needsMore };
  return note(held, { what: 'held', at: now, rungs: [pending.index], due: pending.at, until: hold.until, by: hold.person, calendarId: hold.calendarId });
}
