import { z } from 'zod';
import { ZLadder } from '../playbook.ts';
import { ZAnyObject, ZEpoch, ZId, ZInstant, ZKey, ZSeverity, ZTexts } from './fields.ts';

/**
 * `POST /playbooks/:slug/ladders/:key/dry-run`. `from` is when the task opens; without a task it is the moment of the breach.
 * `settings` overrides the playbook's, key by key, as `input.settings` of a start does. The playbook is a `version`, or a `draft` without problems; `ladder`
 * takes the place of the ladder of that key, which need not exist yet: what an editor shows before anything is kept. `person` has the task in the dry run.
 */
export const ZLadderDryRun = z.strictObject({
  from: ZInstant,
  task: ZKey.optional(),
  severity: ZSeverity.optional(),
  settings: ZAnyObject.default({}),
  version: z.number().int().min(1).max(1_000_000).optional(),
  draft: ZId.optional(),
  ladder: ZLadder.optional(),
  person: ZId.optional(),
}).refine(({ version, draft }) => version === undefined || draft === undefined, { path: ['draft'], message: 'give either version or draft' }).meta({ examples: [{ from: 1_795_253_400_000, task: 'competitor-analysis', settings: { 'ladder.second-rung': { working: 'PT2H' } } }] });
export type LadderDryRun = z.infer<typeof ZLadderDryRun>;

const ZPersonTold = z.object({ id: z.string(), name: z.string() });
/** The real times at which everything comes while nobody acts, with who would be told as of now. */
export const ZLadderRehearsal = z.object({
  playbook: z.object({ slug: z.string(), version: z.number().int() }),
  ladder: z.object({ key: z.string(), source: z.string(), variant: z.string().meta({ description: '`default`, or the severity whose ladder it is' }) }),
  calendar: z.object({ id: z.string(), version: z.number().int(), timeZone: z.string() }),
  dueAt: ZEpoch,
  provisional: z.boolean(),
  complete: z.boolean().meta({ description: 'false when the calendar does not reach, or there is more than anybody reads' }),
  sentences: z.array(ZTexts).meta({ description: 'the ladder, rung by rung, in words' }),
  lines: z.array(z.object({
    kind: z.string(),
    index: z.number().int(),
    round: z.number().int(),
    at: ZEpoch,
    held: z.object({ due: ZEpoch, until: ZEpoch, person: ZPersonTold, calendarId: z.string() }).nullable(),
    to: z.array(ZAnyObject),
    people: z.array(ZPersonTold),
    mail: z.boolean().meta({ description: 'whether they are also told by mail, or in the console only' }),
    sentence: ZTexts,
    arithmetic: z.array(ZTexts),
  })),
}).meta({
  examples: [{
    playbook: { slug: 'collaboration-loop', version: 1 },
    ladder: { key: 'default', source: '4.3', variant: 'default' },
    calendar: { id: 'org', version: 1, timeZone: 'Asia/Shanghai' },
    dueAt: 1_795_253_400_000,
    provisional: false,
    complete: true,
    sentences: [{ 'zh-CN': '若逾期后 4 小时（工作时间）仍无人确认 → 通知项目经理', en: 'If nobody has acknowledged 4 h of working time after the breach → tell the manager' }],
    lines: [{ kind: 'rung', index: 1, round: 0, at: 1_795_498_200_000, held: null, to: [{ kind: 'manager' }], people: [{ id: '6f1c2a34-8f0e-4d5b-9a53-0c7f5f0a1b2c', name: '陈敏' }], mail: true, sentence: { 'zh-CN': '升级第 2 级', en: 'Rung 2' }, arithmetic: [] }],
  }],
});
export type LadderRehearsal = z.infer<typeof ZLadderRehearsal>;
