/** One working day of a calendar: local date, offset from UTC in ms at its first working minute, working intervals [start, end) in epoch ms. */
export interface WorkingDay {
  date: string;
  offsetMs: number;
  intervals: Array<[number, number]>;
}

/**
 * The part of a calendar that a run holds: working days in ascending order that cover [from, validUntil).
 * `provisionalFrom` is the first instant of a year without official holiday data, or null.
 */
export interface CalendarSlice {
  calendarId: string;
  version: number;
  timeZone: string;
  from: number;
  validUntil: number;
  provisionalFrom: number | null;
  days: WorkingDay[];
}
