import type { CalendarSlice } from '#contracts/calendar';
import type { Recurrence } from '#contracts/playbook';
import { dateOf, dayNumber, timeOfDayMs, weekdayOf } from './dates.ts';
import { DAY_MS } from './duration.ts';
import { NEEDS_MORE, reached } from './reached.ts';
import type { Reached } from './reached.ts';
import { addDuration } from './working-time.ts';
import { atWall } from './zone.ts';

/**
 * First occurrence of a series strictly after `after` (epoch ms). A date off work moves to the next working day at the same local time;
 * occurrences that so fall together are one. A day of the month that a month lacks is its last day (`ours`).
 */
export function nextOccurrence(slice: CalendarSlice, recurrence: Recurrence, after: number): Reached {
  if (recurrence.kind === 'every') return addDuration(slice, after, recurrence.every);
  const [firstDay, lastDay] = [slice.days[0], slice.days.at(-1)];
  if (!firstDay || !lastDay) return NEEDS_MORE;
  // A slice begins at a local midnight; rounding absorbs an hour of summer time between it and the first working day.
  const first = Math.round((slice.from + firstDay.offsetMs) / DAY_MS);
  for (let number = first; number <= dayNumber(lastDay.date); number += 1) {
    if (!meets(recurrence, number)) continue;
    const day = slice.days.find(({ date }) => dayNumber(date) >= number)!;
    const at = atWall(day, timeOfDayMs(recurrence.time));
    if (at > after) return reached(slice, after, at);
  }
  return NEEDS_MORE;
}

function meets(recurrence: Exclude<Recurrence, { kind: 'every' }>, number: number): boolean {
  if (recurrence.kind === 'weekly') return weekdayOf(number) === recurrence.weekday;
  const date = dateOf(number);
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const monthEnd = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return recurrence.days.some((wanted) => Math.min(wanted, monthEnd) === day);
}
