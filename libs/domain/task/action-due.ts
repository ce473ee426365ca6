import type { CalendarSlice } from '#contracts/calendar';

/**
 * The instant (epoch ms) by which something due on a local date must be done: the closing of that day, or of the last working
 * day before it (handbook 4.3: a due time never falls outside working time). Null when the slice has no working day up to it.
 */
export function closingOf(slice: CalendarSlice, date: string): number | null {
  const day = slice.days.filter((candidate) => candidate.date <= date).at(-1);
  return day?.intervals.at(-1)?.[1] ?? null;
}
