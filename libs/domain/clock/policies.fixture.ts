import type { ClockPolicy, ClockState, Deadline } from '#contracts/clock';
import type { CalendarSlice } from '#contracts/calendar';
import { dueDeadlines, fire, nextDeadline } from './fire.ts';

/** Pre-work of the collaboration loop with the handbook's default reminders and ladder (4.3). */
export const PRE_WORK: ClockPolicy = {
  due: { working: 'P2D' },
  source: '4.3',
  setting: 'pre-work-due',
  atRiskShare: 0.8,
  remindBefore: [{ working: 'P1D' }],
  remindAtDue: true,
  remindAfter: { every: { working: 'P1D' }, max: 3 },
  ladder: [
    { after: { working: 'PT0S' }, to: [{ kind: 'assignee' }, { kind: 'lead' }] },
    { after: { working: 'PT4H' }, to: [{ kind: 'manager' }] },
    { after: { working: 'P1D' }, to: [{ kind: 'admin' }] },
  ],
  acknowledgeFor: { working: 'P1D' },
};

/** `breach:0@…` without the instant: `breach:0`. */
export const named = ({ kind, index }: Pick<Deadline, 'kind' | 'index'>): string => `${kind}:${index}`;

/** Fires everything due at `now`, as a run does at one wake, and says what fired. */
export function wake(clock: ClockState, calendar: CalendarSlice, now: number): { clock: ClockState; fired: string[] } {
  const fired: string[] = [];
  let state = clock;
  for (let due = dueDeadlines(state, now); due.length > 0; due = dueDeadlines(state, now)) {
    for (const deadline of due) {
      state = fire(state, calendar, deadline, now);
      fired.push(named(deadline));
    }
  }
  return { clock: state, fired };
}

/** Wakes at every deadline's own time up to `until`; what fired, with when. */
export function runUntil(clock: ClockState, calendar: CalendarSlice, until: number): { clock: ClockState; fired: Array<[string, number]> } {
  const fired: Array<[string, number]> = [];
  let state = clock;
  for (let next = nextDeadline(state); next && next.at <= until; next = nextDeadline(state)) {
    const { at } = next;
    const woken = wake(state, calendar, at);
    fired.push(...woken.fired.map((name): [string, number] => [name, at]));
    state = woken.clock;
  }
  return { clock: state, fired };
}
