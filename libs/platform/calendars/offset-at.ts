const HOUR_MS = 3_600_000;

/**
 * Offset of a time zone from UTC in ms on a local date `YYYY-MM-DD`, as `buildSlice` asks for it. Taken at local noon: every known switch to or from
 * summer time lies in the night, so it is the offset of the working hours. Throws RangeError for a zone that this Node does not know.
 */
export function offsetAt(timeZone: string): (localDate: string) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const offsetOf = (at: number): number => {
    const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)])) as Record<string, number>;
    return Date.UTC(part.year!, part.month! - 1, part.day!, part.hour!, part.minute!, part.second!) - at;
  };
  return (localDate) => {
    const noon = Date.parse(`${localDate}T00:00:00Z`) + 12 * HOUR_MS;
    // The first guess may fall on the other side of a switch; the second, from an hour next to local noon, cannot.
    return offsetOf(noon - offsetOf(noon));
  };
}
