import { z } from 'zod';
import { STATED_REASONS } from '../calendar.ts';
import { ZDuration } from '../playbook.ts';
import { ZCalendarLayer, ZDate, ZHours, ZStatedDay } from './calendar-layer.ts';
import { ZEpoch, ZId, ZInstant, ZReason, ZTexts, ZVersion } from './fields.ts';
import { pageOf, pageQuery } from './paging.ts';

/** `org`, `team:<key>`, `person:<id>`; a slash (escaped in addresses) does as well as the colon. */
export const ZCalendarId = z.string().regex(/^([a-z][a-z0-9-]{0,60}|team[:/][\w-]{1,100}|person[:/][0-9a-fA-F-]{36})$/, 'is no calendar: org, team:<key> or person:<id>').meta({ examples: ['org'] });
const ZLayerVersion = z.object({ id: z.string(), version: z.number().int() });
const EXAMPLE_LAYER = { hours: [['09:00', '12:00'], ['13:00', '18:00']], weekdays: [1, 2, 3, 4, 5], timeZone: 'Asia/Shanghai', days: { '2026-12-31': { isWorkday: true, reason: 'company', half: 'morning', name: { 'zh-CN': '年末', en: 'Year end' } } } };

/** One date: whether it is worked and why, as two facts, when, and which layer says so. */
export const ZDay = z.object({
  date: ZDate,
  weekday: z.number().int().meta({ description: 'Monday = 1' }),
  isWorkday: z.boolean(),
  reason: z.enum([...STATED_REASONS, 'weekday', 'weekend']),
  reasonText: ZTexts,
  name: ZTexts.nullable(),
  hours: ZHours.or(z.array(z.tuple([z.string(), z.string()]))).meta({ examples: [[['09:00', '12:00'], ['13:00', '18:00']]] }),
  half: z.enum(['morning', 'afternoon']).nullable(),
  layer: z.string(),
  hoursLayer: z.string().nullable(),
  source: z.enum(['official', 'hand', 'weekdays']),
  official: z.boolean().meta({ description: 'false in a year without official holiday data: provisional' }),
});
export type Day = z.infer<typeof ZDay>;

export const ZCalendarCard = z.object({ id: z.string(), version: z.number().int(), changedAt: ZEpoch, changedBy: z.string().nullable(), reason: z.string().nullable() });
export const ZCalendarPage = pageOf(ZCalendarCard);
export const ZCalendarQuery = z.object(pageQuery.shape);
const said = <T extends z.ZodType>(value: T) => z.object({ value, layer: z.string() }).nullable();
/** A calendar as it counts today, with which layer says what, and its own layer as stored (null: all of it is inherited). */
export const ZCalendar = z.object({
  id: z.string(),
  version: z.number().int().meta({ description: 'of its own layer; 0 when it has none. What a change must name' }),
  layer: ZCalendarLayer.nullable(),
  layers: z.array(ZLayerVersion),
  effective: z.object({
    timeZone: said(z.string()),
    hours: said(ZHours),
    weekdays: said(z.array(z.number().int())),
    weekdayHours: said(z.record(z.string(), ZHours)),
    officialYears: z.array(z.number().int()),
    periods: z.array(z.object({ from: z.string(), layer: z.string() })),
  }),
  today: ZDay,
});
export type CalendarResource = z.infer<typeof ZCalendar>;

export const ZYear = z.coerce.number().int().min(1990).max(2100);
export const ZCalendarYear = z.object({
  id: z.string(),
  year: z.number().int(),
  official: z.boolean(),
  timeZone: z.string(),
  layers: z.array(ZLayerVersion),
  workdays: z.number().int(),
  days: z.array(ZDay),
});
export type CalendarYear = z.infer<typeof ZCalendarYear>;

const ZDayChange = z.object({ date: ZDate, before: ZDay.nullable(), after: ZDay });
const moved = <T extends z.ZodType>(stand: T) => ({ before: stand, after: stand });
const ZMeetingTimes = z.object({ startsAt: ZEpoch, endsAt: ZEpoch });
/** What a change does: day by day, and to everything live that counts by it. Counts are whole; lists hold what the reader may see, 500 at most. */
export const ZCalendarImpact = z.object({
  days: z.array(ZDayChange),
  tasks: z.object({
    moved: z.number().int(),
    settled: z.number().int().meta({ description: 'due times that become official, or provisional, without moving' }),
    items: z.array(z.object({ taskId: ZId, runId: ZId, runTitle: z.string(), title: ZTexts, assignee: z.string().nullable(), ...moved(ZEpoch), provisional: z.object(moved(z.boolean())) })),
  }),
  meetings: z.object({ moved: z.number().int(), items: z.array(z.object({ meetingId: ZId, runId: ZId, runTitle: z.string(), title: ZTexts, ...moved(ZMeetingTimes) })) }),
  schedules: z.object({
    moved: z.number().int().meta({ description: 'schedules of whose next ten dates some move' }),
    items: z.array(z.object({ scheduleId: ZId, title: z.string(), moves: z.array(z.object({ nominal: z.string(), before: ZEpoch.nullable(), after: ZEpoch.nullable().meta({ description: 'null: the date is gone' }) })) })),
  }),
  people: z.number().int().meta({ description: 'who would be told' }),
});
export type CalendarImpact = z.infer<typeof ZCalendarImpact>;

export const ZCalendarPreviewRequest = z.strictObject({ layer: ZCalendarLayer }).meta({ examples: [{ layer: EXAMPLE_LAYER }] });
export const ZCalendarPreview = ZCalendarImpact.extend({ id: z.string(), version: z.number().int().meta({ description: 'of the layer as it is now' }) });
export const ZCalendarChange = z.strictObject({ layer: ZCalendarLayer, version: ZVersion, reason: ZReason }).meta({ examples: [{ layer: EXAMPLE_LAYER, version: 7, reason: 'Half day at the end of the year' }] });
export type CalendarChangeRequest = z.infer<typeof ZCalendarChange>;
export const ZCalendarChanged = z.object({ id: z.string(), version: z.number().int(), jobId: ZId.meta({ description: 'the job that re-plans what is live' }) });
export type CalendarChanged = z.infer<typeof ZCalendarChanged>;
export const ZCalendarVersion = ZCalendarCard.extend({ layer: ZCalendarLayer });
export const ZCalendarVersionPage = pageOf(ZCalendarVersion);

/** One line of an official list. `makeup` is a working day 补班 for a day off in lieu 调休; the two are never one word. */
const ZListed = z.strictObject({ date: ZDate, kind: z.enum(['holiday', 'in-lieu', 'makeup']), name: z.string().trim().max(200).default('') });
export type ListedLine = z.infer<typeof ZListed>;
/** The list comes with the request (`days`, or `csv` of `date,kind,name` lines), or is the one that this release brings. `apply: false` only shows the difference. */
export const ZCalendarImport = z.strictObject({
  calendar: ZCalendarId.default('org'),
  year: z.number().int().min(1990).max(2100),
  days: z.array(ZListed).min(1).max(400).optional(),
  csv: z.string().min(1).max(40_000).optional(),
  apply: z.boolean().default(false),
  overwrite: z.array(ZDate).max(400).default([]).meta({ description: 'dates made by hand that the list may replace' }),
  version: ZVersion.optional(),
  reason: ZReason.optional(),
})
  .refine(({ days, csv }) => days === undefined || csv === undefined, { path: ['csv'], message: 'give either days or csv' })
  .refine(({ apply, version }) => !apply || version !== undefined, { path: ['version'], message: 'is needed to apply' })
  .meta({ examples: [{ calendar: 'org', year: 2026, apply: false }] });
export type CalendarImport = z.infer<typeof ZCalendarImport>;
export const ZCalendarImported = z.object({
  calendar: z.string(),
  version: z.number().int(),
  year: z.number().int(),
  source: z.enum(['chinese-days', 'request']),
  list: z.array(z.object({ date: ZDate, change: z.enum(['added', 'changed', 'removed', 'kept']), before: ZStatedDay.nullable(), listed: ZStatedDay.nullable() })),
  impact: ZCalendarImpact,
  applied: ZCalendarChanged.nullable(),
});
export type CalendarImported = z.infer<typeof ZCalendarImported>;

/** "When is 4 working hours after Friday 17:30 for this person?" */
export const ZCalendarQuestion = z.strictObject({ from: ZInstant, duration: ZDuration, person: ZId.optional(), calendar: ZCalendarId.optional() })
  .refine(({ person, calendar }) => person === undefined || calendar === undefined, { path: ['calendar'], message: 'give either person or calendar' })
  .meta({ examples: [{ from: 1_795_167_000_000, duration: { working: 'PT4H' }, calendar: 'org' }] });
export type CalendarQuestion = z.infer<typeof ZCalendarQuestion>;
export const ZCalendarAnswer = z.object({
  at: ZEpoch,
  provisional: z.boolean(),
  calendar: z.object({ id: z.string(), version: z.number().int(), timeZone: z.string(), layers: z.array(ZLayerVersion) }),
  sentences: z.array(ZTexts),
});
export type CalendarAnswer = z.infer<typeof ZCalendarAnswer>;

/** Working time of a calendar from 60 days ago to 150 days ahead, so that whoever shows times can count as the clocks do: one function, one slice. */
export const ZCalendarSlice = z.object({
  calendarId: z.string(),
  version: z.number().int(),
  timeZone: z.string(),
  from: ZEpoch,
  validUntil: ZEpoch,
  provisionalFrom: ZEpoch.nullable(),
  days: z.array(z.object({ date: z.string(), offsetMs: z.number().int(), switches: z.array(z.tuple([ZEpoch, z.number()])).optional(), intervals: z.array(z.tuple([ZEpoch, ZEpoch])) })),
});
