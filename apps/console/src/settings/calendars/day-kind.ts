import type { DayFacts } from '#domain/calendar/day';

/** How a day looks on the year's page. `plain` is an ordinary working day. */
export const LOOKS = ['off', 'makeup', 'half', 'hours', 'weekend', 'plain'] as const;
export type Look = (typeof LOOKS)[number];

/** A stated half or hours of one's own say more than why the day is worked. */
export function lookOf({ isWorkday, reason, half }: DayFacts, ownHours: boolean): Look {
  if (!isWorkday) return reason === 'weekend' ? 'weekend' : 'off';
  if (half) return 'half';
  if (reason === 'make-up') return 'makeup';
  return ownHours ? 'hours' : 'plain';
}
