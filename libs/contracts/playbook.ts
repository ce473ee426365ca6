import { z } from 'zod';

/** zod schemas of a playbook file (architecture.md, Words). Data only; every figure carries its handbook section in `source`. */
export const ZText = z.strictObject({ 'zh-CN': z.string().min(1), en: z.string().min(1) });
const iso = z.string().regex(/^P(?!$)(\d+D)?(T(?!$)(\d+H)?(\d+M)?(\d+S)?)?$/, 'an ISO 8601 duration of days, hours, minutes, seconds, like P2D or PT4H');
export const ZDuration = z.union([z.strictObject({ working: iso }), z.strictObject({ clock: iso })]);
/** What a setting may be given as: a duration, or a bare ISO duration, which is clock time. */
export const ZDurationInput = z.union([ZDuration, iso.transform((clock) => ({ clock }))]);
/** A figure of the playbook: a duration in place, or the name of the setting that holds it. */
const orSetting = <S extends z.ZodType>(schema: S) => z.union([schema, z.strictObject({ setting: z.string() })]);

export const ZTarget = z.union([
  z.strictObject({ kind: z.enum(['assignee', 'lead', 'accountable', 'manager', 'admin']) }),
  z.strictObject({ kind: z.literal('role'), role: z.string() }),
  z.strictObject({ kind: z.literal('team'), team: z.string() }),
  z.strictObject({ kind: z.literal('person'), person: z.string() }),
]);
/** `claim` offers it to all, the others give it to one: each in turn, or whoever has the least open work. */
const ZPick = z.enum(['claim', 'round-robin', 'least-loaded']).optional();
const ZPerson = z.strictObject({ person: z.string() });
const ZStepActor = z.strictObject({ stepActor: z.string() });
const ZManager = z.strictObject({ manager: z.literal(true) });
const ZManagerOf = z.strictObject({ managerOf: z.union([ZPerson, z.strictObject({ role: z.string() }), ZStepActor]) });
export const ZAssignment = z.union([
  z.strictObject({ role: z.string(), pick: ZPick }),
  z.strictObject({ team: z.string(), pick: ZPick }),
  ZPerson,
  ZManager,
  /** Whoever last completed the task of that key in this run; whoever that task would have gone to when nobody did. */
  ZStepActor,
  /** Lead of that person's team, else the run's manager (handbook 4.3). */
  ZManagerOf,
]);
const ZRole = z.strictObject({ role: z.string() });
/**
 * Who does what in a step. `accountable` is one person: a role that one person holds, else the run's manager has it. They sign the step off before
 * it is left as completed (`signOff.task`), unless its last act is their own decision, and escalations of its tasks reach them (target `accountable`).
 */
export const ZRaci = z.strictObject({
  source: z.string(),
  accountable: z.union([ZManager, ZPerson, ZRole, ZManagerOf], { error: 'exactly one is accountable: {manager: true}, {person}, {role} or {managerOf}' }),
  signOff: z.union([z.literal('decision'), z.strictObject({ task: z.string() })]),
  /** Whom its tasks go to, for reading and for the lint. */
  responsible: z.array(ZAssignment).min(1),
  /** Whose opinion is asked for when the step begins, each by a task of its own that nobody waits for. */
  consulted: z.array(ZAssignment).default([]),
  /** The task that asks for an opinion; needed as soon as anybody is consulted. */
  opinion: z.string().nullable().default(null),
  /** Who gets the daily digest of the step. */
  informed: z.array(z.union([ZManager, ZPerson, ZRole, z.strictObject({ team: z.string() })])).default([]),
});
export type Raci = z.infer<typeof ZRaci>;

export const ZSetting = z.strictObject({
  title: ZText,
  source: z.string(),
  /** JSON Schema 2020-12 of the value; `input.settings` is validated against it. */
  schema: z.record(z.string(), z.unknown()),
  default: z.json(),
});
export const ZForm = z.strictObject({
  version: z.number().int().min(1),
  title: ZText,
  /** JSON Schema 2020-12; `title` and `description` of fields may be `x-title: {zh-CN, en}`. */
  schema: z.record(z.string(), z.unknown()),
  /** Top-level answers that travel in the command because they steer the run. */
  steers: z.array(z.string()).default([]),
  examples: z.array(z.json()).min(1),
});
export const ZReminders = z.strictObject({
  before: z.array(orSetting(ZDuration)),
  atDue: z.boolean(),
  after: z.strictObject({ every: orSetting(ZDuration), max: z.union([z.number().int().min(0), z.strictObject({ setting: z.string() })]) }).nullable(),
});
const ZCount = z.union([z.number().int().min(0).max(100), z.strictObject({ setting: z.string() })]);
/** `hold: working` waits until somebody whom the rung tells is at work; `repeat` tells it again until somebody acknowledges. */
export const ZRung = z.strictObject({
  after: orSetting(ZDuration),
  to: z.array(ZTarget).min(1),
  hold: z.enum(['none', 'working']).default('none'),
  repeat: z.strictObject({ every: orSetting(ZDuration), max: ZCount }).optional(),
});
export const ZLadder = z.strictObject({
  source: z.string(),
  acknowledgeFor: orSetting(ZDuration),
  rungs: z.array(ZRung).max(10),
  /** Other rungs for a run or task of that severity (1 is the most severe, handbook 6.3). */
  variants: z.partialRecord(z.enum(['1', '2', '3', '4']), z.strictObject({ acknowledgeFor: orSetting(ZDuration).optional(), rungs: z.array(ZRung).max(10) })).default({}),
});
export const ZTaskDefinition = z.strictObject({
  title: ZText,
  description: ZText,
  source: z.string(),
  assign: ZAssignment,
  form: z.string().nullable().default(null),
  due: orSetting(ZDuration),
  checklist: z.array(z.strictObject({ key: z.string(), title: ZText, mandatory: z.boolean(), evidenceRequired: z.boolean().default(false) })).default([]),
  /** Who may skip this task alone: `holders` whoever has it too. By default managers, and nobody where its answers steer the run. */
  skip: z.enum(['managers', 'holders', 'never']).optional(),
  ladder: z.string().default('default'),
  /** What the start of the run says stands over what is here: its title, and `description`, `assign`, `due`, `checklist` and `form` of its input. */
  fromInput: z.literal(true).optional(),
  /** Closes by itself at its due time instead of being overdue: a request with a time box. */
  lapses: z.boolean().optional(),
  reminders: z.string().default('default'),
});
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day like 09:00');
const weekday = z.number().int().min(1).max(7);
const date = z.string().refine((text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text), 'a date that exists, like 2026-10-01');
/** Local time of the calendar, and where a date off work goes: to the next working day (also when absent) or the previous one, nowhere, or it stays. */
const wall = { time, shift: z.enum(['next', 'previous', 'skip', 'none']).optional() };
const ZWeekly = z.strictObject({ kind: z.literal('weekly'), weekday: weekday.optional(), weekdays: z.array(weekday).min(1).max(7).optional(), every: z.number().int().min(1).max(52).optional(), anchor: date.optional(), ...wall })
  .refine((rule) => (rule.weekday === undefined) !== (rule.weekdays === undefined), { path: ['weekdays'], message: 'give either weekday or weekdays' })
  .refine((rule) => (rule.every ?? 1) === 1 || rule.anchor !== undefined, { path: ['anchor'], message: 'a date of one of the weeks that count' });
const MOST_NTH = { month: { working: 31, weekday: 5 }, quarter: { working: 92, weekday: 14 } } as const;
const ZNth = z.strictObject({ kind: z.literal('nth'), of: z.enum(['month', 'quarter']), nth: z.number().int().min(-92).max(92), day: z.union([weekday, z.literal('working')]), ...wall })
  .refine(({ nth, of, day }) => nth !== 0 && Math.abs(nth) <= MOST_NTH[of][day === 'working' ? 'working' : 'weekday'], { path: ['nth'], message: 'counts from 1, or from -1 back from the end, and no further than there are' });
const isNothing = (length: z.infer<typeof ZDuration>): boolean => !/[1-9]/.test('working' in length ? length.working : length.clock);
/**
 * When a series meets. `every` repeats after its duration; all others are dates with a local time: on weekdays of every nth week (counted from the week of
 * `anchor`), by day of the month, the nth (or, negative, last but n) weekday or working day of a month or quarter, or a day of the first, second or third month of each quarter.
 */
export const ZRecurrence = z.union([
  z.strictObject({ kind: z.literal('every'), every: ZDuration.refine((length) => !isNothing(length), 'is no time at all') }),
  ZWeekly,
  z.strictObject({ kind: z.literal('monthly'), days: z.array(z.number().int().min(1).max(31)).min(1), ...wall }),
  ZNth,
  z.strictObject({ kind: z.literal('quarterly'), month: z.number().int().min(1).max(3), day: z.number().int().min(1).max(31), ...wall }),
]);
export const ZMeetingDefinition = z.strictObject({
  title: ZText,
  source: z.string(),
  recurrence: orSetting(ZRecurrence),
  duration: orSetting(ZDuration),
  agenda: z.array(ZText).min(1),
  attendees: z.array(ZTarget).min(1),
  /** Decisions that the form's `decision` may take. */
  decisions: z.array(z.string()).min(1),
  /** The organizer's task for this meeting: its form takes the decision. */
  task: z.string(),
});
/** A condition before a step. Its task asks for the evidence; the form's `decision` is `met`, or `waived` with `reason` and `until` (a date). */
export const ZGate = z.strictObject({ title: ZText, source: z.string(), task: z.string() });
export const ZCheckpoint = z.strictObject({
  source: z.string(),
  nodes: z.array(z.strictObject({ key: z.string(), after: orSetting(ZDuration) })).min(1),
  metrics: z.array(z.strictObject({ metric: z.string(), title: ZText, unit: z.enum(['count', 'ratio']), floor: orSetting(z.number()), nodes: z.array(z.string()).min(1) })).min(1),
  /** Task opened for a metric under its floor, and for one that never arrived. */
  underTask: z.string(),
  missingTask: z.string(),
});
export const ZPlaybook = z.strictObject({
  slug: z.string().regex(/^[a-z][a-z0-9-]{1,60}$/),
  version: z.number().int().min(1),
  process: z.string(),
  title: ZText,
  description: ZText,
  source: z.string(),
  calendar: z.string().default('org'),
  /** Whether the audit also notes who looks at its runs and their tasks (crises). */
  auditReads: z.boolean().optional(),
  /** JSON Schema 2020-12 of `input` without `settings` (which is checked against `settings`). */
  input: z.record(z.string(), z.unknown()),
  inputExamples: z.array(z.json()).min(1),
  settings: z.record(z.string(), ZSetting),
  /** Versions stored by releases before RACI have no `raci`; every other one is refused without (lintPlaybook). */
  steps: z.array(z.strictObject({ key: z.string(), title: ZText, source: z.string(), raci: ZRaci.optional() })).min(1),
  forms: z.record(z.string(), ZForm),
  reminders: z.record(z.string(), ZReminders),
  ladders: z.record(z.string(), ZLadder),
  tasks: z.record(z.string(), ZTaskDefinition),
  /** Groups of task keys that one block opens in parallel. */
  groups: z.record(z.string(), z.array(z.string()).min(1)).default({}),
  meetings: z.record(z.string(), ZMeetingDefinition).default({}),
  gates: z.record(z.string(), ZGate).default({}),
  checkpoints: z.record(z.string(), ZCheckpoint).default({}),
});
export type Playbook = z.infer<typeof ZPlaybook>;
export type TaskDefinition = z.infer<typeof ZTaskDefinition>;
export type MeetingDefinition = z.infer<typeof ZMeetingDefinition>;
export type CheckpointDefinition = z.infer<typeof ZCheckpoint>;
export type GateDefinition = z.infer<typeof ZGate>;
export type Recurrence = z.infer<typeof ZRecurrence>;
export type LadderDefinition = z.infer<typeof ZLadder>;
export type ReminderDefinition = z.infer<typeof ZReminders>;
