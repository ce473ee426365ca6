const DAY_MS = 86_400_000;

/** Offsets at whole days are asked for again and again, and slow to find: kept per zone, some thousand numbers at most. */
const KEPT_DAYS = 20_000;

export interface KnownZone {
  timeZone: string;
  offsetAt(at: number): number;
}
const zones = new Map<string, KnownZone>();

/** A time zone with its offset from UTC in ms at an instant (epoch ms), as `buildSlice` asks for it. Throws RangeError for a zone that this Node does not know. */
export function zoneOf(timeZone: string): KnownZone {
  const known = zones.get(timeZone) ?? newZone(timeZone);
  zones.set(timeZone, known);
  return known;
}

function newZone(timeZone: string): KnownZone {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' });
  const offsetOf = (at: number): number => {
    const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)])) as Record<string, number>;
    return Date.UTC(part.year!, part.month! - 1, part.day!, part.hour!, part.minute!, part.second!) - Math.floor(at / 1000) * 1000;
  };
  const kept = new Map<number, number>();
  return {
    timeZone,
    offsetAt: (at) => {
      if (at % DAY_MS !== 0) return offsetOf(at);
      const found = kept.get(at) ?? offsetOf(at);
      if (kept.size < KEPT_DAYS) kept.set(at, found);
      return found;
    },
  };
}
