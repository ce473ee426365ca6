import { z } from 'zod';
import { CHANGE_GROUPS } from '../change-groups.ts';
import { ZAnyObject, ZEpoch, ZId, ZReason, ZTexts, ZVersion, userText } from './fields.ts';

const EXAMPLE = 'slug: task-chain\nprocess: taskChain\n…';
const content = {
  /** A version to begin from. */
  from: z.number().int().min(1).max(1_000_000).optional(),
  playbook: ZAnyObject.optional(),
  /** The playbook as a file: YAML or JSON. */
  text: z.string().min(1).max(1_000_000).optional(),
};
const oneOf = (body: { from?: unknown; playbook?: unknown; text?: unknown }): boolean => [body.from, body.playbook, body.text].filter((given) => given !== undefined).length === 1;

/** `POST /playbooks/:slug/drafts`: from a version, or whole as an object or a file. */
export const ZDraftNew = z.strictObject(content).refine(oneOf, { path: ['playbook'], message: 'give one of from, playbook and text' }).meta({ examples: [{ from: 1 }] });
export type DraftNew = z.infer<typeof ZDraftNew>;
/** `PUT …/drafts/:id`: the whole playbook again; `version` of the draft as it was read. */
export const ZDraftChange = z.strictObject({ playbook: content.playbook, text: content.text, version: ZVersion }).refine(oneOf, { path: ['playbook'], message: 'give either playbook or text' }).meta({ examples: [{ text: EXAMPLE, version: 1 }] });
export type DraftChange = z.infer<typeof ZDraftChange>;

export const ZProblem = z.object({ path: z.string(), message: z.string() }).meta({ examples: [{ path: 'tasks.shooting.form', message: 'there is no form "shots"' }] });
/** A draft is kept however wrong it is; `problems` says what publishing would refuse. */
export const ZDraft = z.object({
  id: ZId,
  slug: z.string(),
  baseVersion: z.number().int().nullable(),
  origin: z.enum(['release', 'edited']).meta({ description: 'release: offered by a release beside a version of your own' }),
  version: z.number().int(),
  playbook: ZAnyObject,
  problems: z.array(ZProblem),
  createdBy: z.string(),
  createdAt: ZEpoch,
  updatedBy: z.string(),
  updatedAt: ZEpoch,
});
export type Draft = z.infer<typeof ZDraft>;

export const ZPublish = z.strictObject({ version: ZVersion, note: userText(1000).optional() }).meta({ examples: [{ version: 3, note: 'Half a day more for the pre-work' }] });
export type Publish = z.infer<typeof ZPublish>;
export const ZPublished = z.object({ slug: z.string(), version: z.number().int() });
export const ZRetire = z.strictObject({ version: z.number().int().min(1).max(1_000_000), reason: ZReason }).meta({ examples: [{ version: 1, reason: 'Superseded by version 2' }] });
export type Retire = z.infer<typeof ZRetire>;

export const ZPlaybookVersion = z.object({
  version: z.number().int(),
  status: z.enum(['draft', 'published', 'retired']),
  origin: z.enum(['release', 'edited']),
  note: z.string().nullable(),
  publishedAt: ZEpoch.nullable(),
  publishedBy: z.string().nullable(),
  retiredAt: ZEpoch.nullable(),
  retiredBy: z.string().nullable(),
  retiredReason: z.string().nullable(),
  liveRuns: z.number().int(),
});
/** Newest first; drafts beside them. */
export const ZPlaybookVersions = z.object({ slug: z.string(), versions: z.array(ZPlaybookVersion), drafts: z.array(ZDraft.omit({ playbook: true, problems: true })) });
export type PlaybookVersions = z.infer<typeof ZPlaybookVersions>;

const side = z.union([z.coerce.number<string>().int().min(1).max(1_000_000), z.uuid()]);
/** Versions by number, drafts by id. */
export const ZDiffQuery = z.object({ from: side.meta({ examples: [1] }), to: side.meta({ examples: [2] }) });
export type DiffQuery = z.infer<typeof ZDiffQuery>;
export const ZChange = z.object({
  group: z.enum(CHANGE_GROUPS),
  kind: z.enum(['added', 'removed', 'changed']),
  path: z.string(),
  /** What it is about, as people know it. */
  subject: ZTexts,
  before: ZTexts.nullable(),
  after: ZTexts.nullable(),
  sentence: ZTexts,
});
export type Change = z.infer<typeof ZChange>;
export const ZPlaybookDiff = z.object({ slug: z.string(), from: z.string(), to: z.string(), changes: z.array(ZChange) }).meta({
  examples: [{
    slug: 'collaboration-loop', from: '1', to: '2',
    changes: [{
      group: 'settings', kind: 'changed', path: 'settings.pre-work.due.default', subject: { en: 'Time for each piece of pre-work', 'zh-CN': '策划前置工作时限' },
      before: { en: '2 d of working time', 'zh-CN': '工作时间 2 天' }, after: { en: '3 d of working time', 'zh-CN': '工作时间 3 天' },
      sentence: { en: 'The setting “Time for each piece of pre-work” goes from 2 d of working time to 3 d of working time.', 'zh-CN': '设置“策划前置工作时限”由工作时间 2 天改为工作时间 3 天。' },
    }],
  }],
});
export type PlaybookDiff = z.infer<typeof ZPlaybookDiff>;
