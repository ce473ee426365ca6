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

/**
 * A calendar as the `calendar` table keeps it. `hours` are local times of one day ('24:00' may end it), `weekdays` count Monday = 1;
 * `days` overrides single dates (holidays and make-up days 调休); every year outside `officialYears` is provisional.
 */
export interface CalendarData {
  timeZone: string;
  hours: Array<[string, string]>;
  weekdays: number[];
  days: Record<string, 'off' | 'work'>;
  officialYears: number[];
}
