import type { Duration } from '#contracts/duration';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

const ISO_DURATION = /^P(?=.)(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/** Whole days and the rest in ms. Throws RangeError for anything outside the subset of contracts/duration.ts. */
function parts(iso: string): { days: number; ms: number } {
  const match = ISO_DURATION.exec(iso);
  if (!match) throw new RangeError(`not a duration: ${iso}`);
  const [days, hours, minutes, seconds] = match.slice(1).map((digits) => Number(digits ?? 0)) as [number, number, number, number];
  return { days, ms: hours * HOUR_MS + minutes * MINUTE_MS + seconds * 1000 };
}

/**
 * A duration as numbers. Working durations keep their days apart, because a working day is "the same time of day" and not a count of hours;
 * of clock durations `ms` is the whole. Under one minute everything is clock time (handbook 4.3, defaults).
 */
export function parseDuration(d: Duration): { working: boolean; days: number; ms: number } {
  const { days, ms } = parts('working' in d ? d.working : d.clock);
  const working = 'working' in d && (days > 0 || ms >= MINUTE_MS);
  return working ? { working, days, ms } : { working, days: 0, ms: days * DAY_MS + ms };
}

/** Length of a clock duration in ms. Working hours count as that many elapsed hours; working days have no such length: RangeError. */
export function durationMs(d: Duration): number {
  const { days, ms } = parseDuration(d);
  if (days > 0) throw new RangeError('a duration of working days has no fixed length');
  return ms;
}
