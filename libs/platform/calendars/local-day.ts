import { zoneOf } from './zone-of.ts';

const DAY_MS = 86_400_000;

/** First moment (epoch ms) of a local date `YYYY-MM-DD` in a time zone, `days` later. Throws RangeError for a zone that this Node does not know. */
export function startOfDay(date: string, timeZone: string, days = 0): number {
  const { offsetAt } = zoneOf(timeZone);
  const utc = Date.parse(`${date}T00:00:00Z`) + days * DAY_MS;
  // The first guess may fall on the other side of a change of the clocks; the second, next to local midnight, does not.
  return utc - offsetAt(utc - offsetAt(utc));
}
