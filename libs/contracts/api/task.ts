import { z } from 'zod';
import { ZDuration } from '../playbook.ts';
import { RETURN_THEN, TASK_STATES } from '../task.ts';
import { ZAttachment } from './attachment.ts';
import { ZCase } from './case.ts';
import { answered } from './command.ts';
import { ZComment } from './comment.ts';
import { ZDraft } from './draft.ts';
import { ZAnyObject, ZEpoch, ZId, ZInstant, ZKey, ZLink, ZReason, ZTexts, ZVersion } from './fields.ts';
import { ZDelegation, ZSigning } from './task-help.ts';
import { pageOf, pageQuery } from './paging.ts';
import { ZSnooze } from './snooze.ts';

/** Lists: `open` includes claimed, `closed` is all the rest. */
export const ZTaskQuery = z.object({
  ...pageQuery.shape,
  scope: z.enum(['mine', 'team', 'all']).default('mine'),
  state: z.enum(['open', 'closed']).default('open'),
  sort: z.enum(['breach']).default('breach'),
  runId: ZId.optional(),
  snoozed: z.enum(['without', 'only', 'with']).optional().meta({ description: 'open work of `mine` only: without what you put aside (the default), only that, or both' }),
  part: z.enum(['do', 'sign', 'item', 'wait']).optional().meta({ description: 'Of open tasks that are mine or my teams\': to do, to sign, an item of its checklist, or one that will come back' }),
});
export type TaskQuery = z.infer<typeof ZTaskQuery>;

const pick = z.enum(['claim', 'round-robin', 'least-loaded']).optional();
const ZAssign = z.union([
  z.object({ person: z.string() }),
  z.object({ role: z.string(), pick }),
  z.object({ team: z.string(), pick }),
  z.object({ manager: z.literal(true) }),
  z.object({ stepActor: z.string() }),
  z.object({ managerOf: z.union([z.object({ person: z.string() }), z.object({ role: z.string() }), z.object({ stepActor: z.string() })]) }),
]);
const ZSubject = z.object({
  pieceId: z.string().optional(),
  meetingId: z.string().optional(),
  check: z.enum(['daily', 'weekly', 'final']).optional(),
  node: z.string().optional(),
  metric: z.string().optional(),
  defects: z.array(z.object({ code: z.string(), note: z.string() })).optional(),
  action: z.boolean().optional(),
  signOff: z.boolean().optional(),
  opinion: z.boolean().optional(),
  note: z.string().optional(),
});
/** One line of a list. Times are epoch ms; `dueAt` is null while the clock is paused. */
export const ZTaskCard = z.object({
  id: ZId,
  runId: ZId,
  runTitle: z.string(),
  key: z.string(),
  step: z.string(),
  stepTitle: ZTexts.nullable().meta({ description: 'null for a step that its playbook no longer has' }),
  turn: z.number().int(),
  title: ZTexts,
  state: z.enum(TASK_STATES),
  version: z.number().int(),
  assign: ZAssign,
  assignee: z.string().nullable(),
  claimable: z.boolean().meta({ description: 'true when the reader may claim it' }),
  fellToManager: z.boolean(),
  part: z.enum(['do', 'sign', 'item', 'wait']).nullable().meta({ description: 'what the reader has to do with it; null when nothing' }),
  turnOf: z.array(z.string()).meta({ description: 'whose turn it is: who does it or signs it' }),
  subject: ZSubject,
  pieceTitle: z.string().nullable(),
  nudges: z.number().int().meta({ description: 'how often it was pressed' }),
  paused: z.boolean().meta({ description: 'its clock stands, by a pause of it, its step or its run' }),
  counts: z.enum(['working', 'clock']).nullable().meta({ description: 'what its clock counts: working time or elapsed time; null without one' }),
  delegatedBy: z.string().nullable().meta({ description: 'who gets it back from whoever does it for them' }),
  openedAt: ZEpoch,
  dueAt: ZEpoch.nullable(),
  atRiskAt: ZEpoch.nullable(),
  breachedAt: ZEpoch.nullable(),
  acknowledged: z.boolean(),
  accountable: z.string().nullable().meta({ description: 'who is accountable for its step (RACI)' }),
  cover: z.object({ for: z.string(), absenceId: z.string(), since: ZEpoch }).nullable().meta({ description: 'set while its holder stands in for somebody away' }),
  snoozedUntil: ZEpoch.nullable().meta({ description: 'until when the reader has put it aside' }),
  closedAt: ZEpoch.nullable(),
});
export type TaskCard = z.infer<typeof ZTaskCard>;
export const ZTaskPage = pageOf(ZTaskCard);

export const ZTaskForm = z.object({ key: z.string(), version: z.number().int(), title: ZTexts, schema: ZAnyObject, steers: z.array(z.string()), examples: z.array(z.unknown()) });
export const ZDocument = z.object({ id: ZId, kind: z.string(), body: z.unknown(), author: z.string(), createdAt: ZEpoch });
/** A task with all that is needed to do it: its form as pinned by the run, documents, comments, cases of the same content type. */
export const ZTask = ZTaskCard.omit({ claimable: true }).extend({
  block: z.string(),
  visit: z.number().int(),
  description: ZTexts,
  candidates: z.array(z.string()),
  excluded: z.array(z.string()),
  checklist: z.array(z.object({ key: z.string(), title: ZTexts, mandatory: z.boolean(), done: z.boolean(), by: z.string().nullable(), at: ZEpoch.nullable(), owner: z.string().nullable(), evidenceRequired: z.boolean(), evidence: z.object({ documentId: z.string().nullable(), attachmentId: z.string().nullable(), link: z.string().nullable() }).nullable() })),
  nudged: z.object({ by: z.string(), at: ZEpoch, count: z.number().int() }).nullable(),
  delegation: ZDelegation.nullable(),
  signing: ZSigning.nullable(),
  accountable: z.string().nullable(),
  clock: ZAnyObject.nullable(),
  closedBy: z.string().nullable(),
  documentId: z.string().nullable(),
  outcome: ZAnyObject,
  reason: z.string().nullable(),
  claimable: z.boolean(),
  form: ZTaskForm.nullable(),
  documents: z.array(ZDocument),
  comments: z.array(ZComment),
  attachments: z.array(ZAttachment),
  draft: ZDraft.nullable().meta({ description: 'the reader\'s own' }),
  snooze: ZSnooze.nullable().meta({ description: 'the reader\'s own' }),
  offers: z.array(ZCase),
  verbs: z.array(z.string()).meta({ examples: [['complete', 'transfer', 'comment']], description: 'what the reader may do, by the last part of its address; the run has the last word' }),
  ticks: z.array(z.string()).meta({ description: 'items of the checklist that the reader may tick' }),
  returnTo: z.array(z.object({ key: z.string(), title: ZTexts })).meta({ description: 'steps that the reader may send the work back to' }),
});
export type TaskResource = z.infer<typeof ZTask>;
export const ZTaskAnswered = answered('task', ZTask);

/** One line of the reason why an instant is what it is, in both languages, beside its parts. */
export const ZTaskWhy = z.object({
  taskId: ZId,
  sentences: z.array(ZTexts),
  rule: ZAnyObject.nullable(),
  deadlines: z.array(z.object({
    kind: z.string(),
    index: z.number().int(),
    at: ZEpoch,
    status: z.enum(['pending', 'withheld', 'held', 'frozen', 'fired', 'skipped', 'will-not-fire']),
    reason: z.string().nullable().meta({ description: 'why it will not come' }),
    to: z.array(ZAnyObject),
    sentence: ZTexts,
    arithmetic: z.array(ZTexts),
    history: z.array(ZTexts).meta({ description: 'what came of a rung so far, oldest first: held, withheld, fired, skipped, stopped' }),
  })),
  history: z.array(z.object({ at: ZEpoch, sentence: ZTexts })).meta({ description: 'what came of the rungs of every ladder this task has been on' }),
}).meta({
  examples: [{
    taskId: '6f1c2a34-8f0e-4d5b-9a53-0c7f5f0a1b2c',
    sentences: [{ 'zh-CN': '规则出自手册 4.3', en: 'The rule is in handbook 4.3' }],
    rule: { source: '4.3', duration: { working: 'P2D' }, calendarId: 'org', calendarVersion: 1 },
    deadlines: [{ kind: 'breach', index: 0, at: 1_772_960_400_000, status: 'pending', reason: null, to: [], sentence: { 'zh-CN': '到期', en: 'Due' }, arithmetic: [], history: [] }],
    history: [],
  }],
});
export type TaskWhy = z.infer<typeof ZTaskWhy>;

const version = { version: ZVersion.optional() };
export const ZTaskPlain = z.strictObject(version).meta({ examples: [{ version: 3 }] });
export const ZTransfer = z.strictObject({ to: ZId, reason: ZReason, ...version });
/** What shows that an item is done: one of a link, an attachment of the task, or a document of the run. */
const ZEvidence = z.strictObject({ link: z.url({ protocol: /^https?$/ }).max(2000).optional(), attachmentId: ZId.optional(), documentId: ZId.optional() })
  .refine((evidence) => Object.values(evidence).filter((value) => value !== undefined).length === 1, { message: 'give one of link, attachmentId and documentId' });
export const ZChecklistTick = z.strictObject({ item: ZKey, done: z.boolean(), evidence: ZEvidence.optional(), ...version })
  .refine((body) => body.done || !body.evidence, { path: ['evidence'], message: 'goes with a tick only' })
  .meta({ examples: [{ item: 'rights-cleared', done: true, evidence: { link: 'https://drive.example.com/licence' } }] });
export type ChecklistTick = z.infer<typeof ZChecklistTick>;
/** `answers` follows the task's form; every form takes links to work files. */
export const ZComplete = z.strictObject({ answers: ZAnyObject.default({}), links: z.array(ZLink).max(50).optional(), files: z.array(ZId).max(50).optional(), ...version }).meta({
  examples: [{ answers: { summary: 'Three competitors compared' }, links: [{ url: 'https://drive.example.com/f/42', title: 'Comparison sheet' }], version: 3 }],
});
/** `toStep` is a step's key, or `first` or `previous`; `then` says where the run goes once that step is done. */
export const ZReturn = z.strictObject({ toStep: ZKey, reason: ZReason, then: z.enum(RETURN_THEN).optional(), ...version })
  .meta({ examples: [{ toStep: 'previous', reason: 'The script does not work', then: 'straight-back' }] });
export const ZDue = z.strictObject({ dueAt: ZInstant.optional(), due: ZDuration.optional(), reason: ZReason, ...version })
  .refine((body) => (body.dueAt === undefined) !== (body.due === undefined), { path: ['dueAt'], message: 'give either dueAt or due' })
  .meta({ examples: [{ due: { working: 'P1D' }, reason: 'Waiting for the brand manual' }] });
