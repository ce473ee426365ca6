/** One working day of a calendar: local date, offset from UTC in ms at its first working minute, working intervals [start, end) in epoch ms. */
export interface WorkingDay {
  date: string;
  offsetMs: number;
  /** Changes of the offset after its first working minute, as [instant, offset from then on]; absent on almost every day. */
  switches?: Array<[number, number]>;
  intervals: Array<[number, number]>;
}

/** One of the layers that a calendar is made of, in the version that was read. */
export interface LayerVersion {
  id: string;
  version: number;
}

/**
 * The part of a calendar that a run holds: working days in ascending order that cover [from, validUntil).
 * `provisionalFrom` is the first instant of a year without official holiday data, or null.
 */
export interface CalendarSlice {
  calendarId: string;
  /** Rises with every change of a layer: the sum of their versions. */
  version: number;
  /** What the version is made of, weakest first; absent for a calendar of one layer. */
  layers?: LayerVersion[];
  timeZone: string;
  from: number;
  validUntil: number;
  provisionalFrom: number | null;
  /** Offsets from UTC by the instant from which each holds, the first at `from`; absent where one holds throughout. */
  offsets?: Array<[number, number]>;
  /** Working days of the month and of the quarter of `from` that lie before it, so that an nth one can be counted. Absent in slices of earlier releases. */
  worked?: { month: number; quarter: number };
  days: WorkingDay[];
}

/** The calendar that everybody's work counts by who has none of their own. */
export const ORG_CALENDAR = 'org';
export const teamCalendar = (key: string): string => `team/${key}`;
export const personCalendar = (id: string): string => `person/${id}`;
/** Whose layer it is; null for the organisation's and for named calendars. */
export function ownerOf(calendarId: string): { kind: 'team' | 'person'; id: string } | null {
  const match = /^(team|person)\/(.+)$/.exec(calendarId);
  return match ? { kind: match[1] as 'team' | 'person', id: match[2]! } : null;
}

/** Why a day is as it is: a fact of its own beside whether it is worked. 调休 is two of them: a day off `in-lieu`, and the `make-up` day worked for it. */
export const STATED_REASONS = ['holiday', 'in-lieu', 'make-up', 'company', 'personal'] as const;
export type StatedReason = (typeof STATED_REASONS)[number];
/** Likewise where no layer names the day and its weekday decides. */
export type DayReason = StatedReason | 'weekday' | 'weekend';
