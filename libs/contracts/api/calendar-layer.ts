import { z } from 'zod';
import { STATED_REASONS } from '../calendar.ts';
import { ZText } from '../playbook.ts';

/** One layer of a calendar as the `calendar` table keeps it: what it states overrides the layers under it, the rest is inherited (architecture.md, Calendars). */
const time = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'a time of day like 09:00, up to 24:00');
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const isDate = (text: string): boolean => DATE.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);
export const ZDate = z.string().refine(isDate, 'a date that exists, like 2026-10-01').meta({ examples: ['2026-10-01'] });

/** Working intervals of a day in local time, ascending and apart. '24:00' may end the last. */
export const ZHours = z.array(z.tuple([time, time])).min(1).max(12).superRefine((hours, context) => {
  for (const [index, [start, end]] of hours.entries()) {
    if (end <= start) context.addIssue({ code: 'custom', path: [index], message: 'ends before it starts' });
    else if (index > 0 && start < hours[index - 1]![1]) context.addIssue({ code: 'custom', path: [index], message: 'overlaps the interval before it' });
  }
});
export type Hours = z.infer<typeof ZHours>;

const week = {
  /** Of an ordinary working day. */
  hours: ZHours.optional(),
  /** Which weekdays are worked, Monday = 1. */
  weekdays: z.array(z.number().int().min(1).max(7)).max(7).refine((days) => new Set(days).size === days.length, 'names a weekday twice').optional(),
  /** Hours of single weekdays where they differ, such as a half Friday. */
  weekdayHours: z.partialRecord(z.enum(['1', '2', '3', '4', '5', '6', '7']), ZHours).optional(),
};
/** From this date on (until the next period) the layer states these instead; what a period leaves out is as the layer says elsewhere. */
const ZPeriod = z.strictObject({ from: ZDate, ...week });

/** A single date: whether it is worked and why are two facts. `half` is the half that is worked; `source` tells an imported day from one made by hand. */
export const ZStatedDay = z.strictObject({
  isWorkday: z.boolean(),
  reason: z.enum(STATED_REASONS),
  name: ZText.optional(),
  half: z.enum(['morning', 'afternoon']).optional(),
  hours: ZHours.optional(),
  source: z.enum(['official', 'hand']).default('hand'),
}).superRefine((day, context) => {
  if (!day.isWorkday && (day.half || day.hours)) context.addIssue({ code: 'custom', path: [day.half ? 'half' : 'hours'], message: 'a day off has no hours' });
  if (day.half && day.hours) context.addIssue({ code: 'custom', path: ['half'], message: 'give either half or hours' });
});
export type StatedDay = z.infer<typeof ZStatedDay>;

export const ZCalendarLayer = z.strictObject({
  format: z.literal(2).default(2),
  timeZone: z.string().refine(isZone, 'is not a time zone that we know, like Asia/Shanghai').optional(),
  ...week,
  periods: z.array(ZPeriod).max(200).superRefine(ascending).optional(),
  days: z.record(ZDate, ZStatedDay).refine((days) => Object.keys(days).length <= 3000, 'names more than 3000 days').optional(),
  /** Single days of the layers under it: `all`, only the `holidays` (no make-up days: part-time work), or `none` (another country). */
  inheritDays: z.enum(['all', 'holidays', 'none']).optional(),
  /** Years whose official holidays are in `days`; every other year is provisional. */
  officialYears: z.array(z.number().int().min(1990).max(2100)).max(120).optional(),
});
export type CalendarLayer = z.infer<typeof ZCalendarLayer>;
export type WeekRules = Pick<CalendarLayer, 'hours' | 'weekdays' | 'weekdayHours'>;

/** The layer that lies under all others says everything once. */
export const ZRootLayer = ZCalendarLayer.superRefine((layer, context) => {
  for (const field of ['timeZone', 'hours', 'weekdays'] as const) if (layer[field] === undefined) context.addIssue({ code: 'custom', path: [field], message: 'the organisation’s calendar must state it' });
});

/** A layer as the first release kept it: `days` only say whether, and a day off is a holiday. Rows of it stay as they are. */
export interface FirstCalendarData {
  timeZone: string;
  hours: Array<[string, string]>;
  weekdays: number[];
  days: Record<string, 'off' | 'work'>;
  officialYears: number[];
}

function isZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en-US', { timeZone: zone }));
  } catch {
    return false;
  }
}

function ascending(periods: Array<{ from: string }>, context: z.core.$RefinementCtx): void {
  for (const [index, { from }] of periods.entries()) {
    if (index > 0 && from <= periods[index - 1]!.from) context.addIssue({ code: 'custom', path: [index, 'from'], message: 'must come after the period before it' });
  }
}
