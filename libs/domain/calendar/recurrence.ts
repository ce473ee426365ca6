import type { CalendarSlice } from '#contracts/calendar';
import type { Recurrence } from '#contracts/playbook';
import { dateOf, dayNumber, timeOfDayMs } from './dates.ts';
import { nominalDays } from './nominal.ts';
import { NEEDS_MORE, reached } from './reached.ts';
import type { Reached } from './reached.ts';
import { daysOf, type Days } from './slice-days.ts';
import { addDuration } from './working-time.ts';

/** One date of a series (instant in epoch ms, dates local). `nominal` is where the rule puts it; `shift` says which way a day off moved it. */
export interface Occurrence {
  at: number;
  date: string;
  nominal: string;
  shift: 'next' | 'previous' | null;
  provisional: boolean;
}
export interface Occurrences {
  occurrences: Occurrence[];
  /** Dates that the rule names and a day off took away, up to the last occurrence. */
  skipped: string[];
  /** True when the slice did not reach so far. */
  needsMore: boolean;
}
type Dated = Exclude<Recurrence, { kind: 'every' }>;

/**
 * The first `count` occurrences of a series strictly after `after` (epoch ms). A date off work moves to the next working day at the same local time
 * unless the rule says otherwise (`shift`); occurrences that so fall together are one. A day of the month that a month lacks is its last day (`ours`);
 * an nth weekday or working day that a month or quarter lacks is none.
 */
export function occurrences(slice: CalendarSlice, recurrence: Recurrence, after: number, count: number): Occurrences {
  const days = daysOf(slice);
  if (days === null) return { occurrences: [], skipped: [], needsMore: true };
  return recurrence.kind === 'every' ? repeated(slice, days, recurrence, after, count) : dated(slice, days, recurrence, after, count);
}

/** The first occurrence strictly after `after`, or that the slice does not reach it. */
export function nextOccurrence(slice: CalendarSlice, recurrence: Recurrence, after: number): Reached {
  if (recurrence.kind === 'every') return addDuration(slice, after, recurrence.every);
  const [first] = occurrences(slice, recurrence, after, 1).occurrences;
  return first ? { at: first.at, provisional: first.provisional } : NEEDS_MORE;
}

function repeated(slice: CalendarSlice, days: Days, { every }: Extract<Recurrence, { kind: 'every' }>, after: number, count: number): Occurrences {
  const found: Occurrence[] = [];
  for (let from = after; found.length < count; ) {
    const next = addDuration(slice, from, every);
    if (!('at' in next) || next.at <= from) return { occurrences: found, skipped: [], needsMore: !('at' in next) };
    const date = dateOf(days.numberAt(next.at));
    found.push({ at: next.at, date, nominal: date, shift: null, provisional: next.provisional });
    from = next.at;
  }
  return { occurrences: found, skipped: [], needsMore: false };
}

function dated(slice: CalendarSlice, days: Days, recurrence: Dated, after: number, count: number): Occurrences {
  const found: Occurrence[] = [];
  const skipped: string[] = [];
  for (const nominal of nominalDays(recurrence, days)) {
    if (nominal === 'needs-more') break;
    const placed = place(days, recurrence, nominal);
    if (placed === 'needs-more') break;
    if (placed === null) {
      if (days.instantAt(nominal, timeOfDayMs(recurrence.time)) > after) skipped.push(dateOf(nominal));
      continue;
    }
    const last = found.at(-1)?.at ?? after;
    if (placed.at > last) found.push({ ...placed, nominal: dateOf(nominal), provisional: isProvisional(slice, after, placed.at) });
    if (found.length === count) return { occurrences: found, skipped, needsMore: false };
  }
  return { occurrences: found, skipped, needsMore: true };
}

const isProvisional = (slice: CalendarSlice, after: number, at: number): boolean => {
  const result = reached(slice, after, at);
  return 'at' in result && result.provisional;
};

/** Where a nominal date comes to lie; null when a day off takes it away. */
function place(days: Days, { time, shift = 'next' }: Dated, nominal: number): Pick<Occurrence, 'at' | 'date' | 'shift'> | 'needs-more' | null {
  const on = (number: number, moved: Occurrence['shift']) => ({ at: days.instantAt(number, timeOfDayMs(time)), date: dateOf(number), shift: moved });
  if (shift === 'none' || days.isWorking(nominal)) return on(nominal, null);
  if (shift === 'skip') return null;
  const day = shift === 'next' ? days.workingFrom(nominal) : days.workingUpTo(nominal);
  if (day === null) return shift === 'next' ? 'needs-more' : null;
  return on(dayNumber(day.date), shift);
}
