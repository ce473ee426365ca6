import { z } from 'zod';
import { ZRecurrence } from '../playbook.ts';
import { ZEpoch, ZInstant, ZTexts } from './fields.ts';

const CALENDAR = /^(org|(team|person)\/[\w.-]{1,100}|[a-z][\w-]{0,60})$/;
export const ZCalendarId = z.string().regex(CALENDAR, 'is not the id of a calendar').meta({ examples: ['org'] });

/** `POST /recurrences/preview`: `after` is now unless given. */
export const ZRecurrencePreview = z.strictObject({
  recurrence: ZRecurrence,
  calendar: ZCalendarId.default('org'),
  after: ZInstant.optional(),
  count: z.number().int().min(1).max(50).default(10),
}).meta({ examples: [{ recurrence: { kind: 'nth', of: 'month', nth: -1, day: 'working', time: '16:00' }, calendar: 'org', count: 10 }] });
export type RecurrencePreviewRequest = z.infer<typeof ZRecurrencePreview>;

/** One date of a series. `nominal` is where the rule puts it, `why` what moved it from there. */
export const ZOccurrenceLine = z.object({
  at: ZEpoch,
  date: z.string().meta({ examples: ['2026-10-08'] }),
  nominal: z.string().meta({ examples: ['2026-10-02'] }),
  shift: z.enum(['next', 'previous']).nullable(),
  why: ZTexts.nullable(),
  provisional: z.boolean().meta({ description: 'lies in a year without official holiday data' }),
});
export const ZOccurrences = z.object({
  timeZone: z.string(),
  occurrences: z.array(ZOccurrenceLine),
  skipped: z.array(z.object({ nominal: z.string(), why: ZTexts })).meta({ description: 'dates that the rule names and a day off took away' }),
  complete: z.boolean().meta({ description: 'false when fewer are found within the years that we look ahead' }),
}).meta({
  examples: [{
    timeZone: 'Asia/Shanghai',
    occurrences: [{ at: 1_791_446_400_000, date: '2026-10-08', nominal: '2026-10-02', shift: 'next', why: { 'zh-CN': '2026-10-02 为国庆节（节假日），移至下一个工作日 2026-10-08', en: '2026-10-02 is National Day (holiday): moved to the next working day, 2026-10-08' }, provisional: false }],
    skipped: [],
    complete: true,
  }],
});
export type OccurrencesAhead = z.infer<typeof ZOccurrences>;
