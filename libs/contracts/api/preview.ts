import { z } from 'zod';
import { TASK_STATES } from '../task.ts';
import { ZAnyObject, ZEpoch, ZId, ZTexts } from './fields.ts';

const verb = z.string().regex(/^[a-z][a-z-]{0,39}(\/[a-z][a-z-]{0,39})?$/, 'is the last part of a verb\'s address, like `pause`');

/** `POST /runs/:id/preview` and its like: a verb by its address, with the body it would be sent with. */
const previewRequest = (example: { verb: string; args: Record<string, unknown> }) => z.strictObject({ verb, args: ZAnyObject.default({}) }).meta({ examples: [example] });
export const ZRunPreviewRequest = previewRequest({ verb: 'pause', args: { reason: 'The studio is closed until Monday' } });
export const ZTaskPreviewRequest = previewRequest({ verb: 'due', args: { due: { working: 'P1D' }, reason: 'Waiting for the brand manual' } });
export const ZMeetingPreviewRequest = previewRequest({ verb: 'decision', args: { decision: 'go' } });
export type PreviewRequest = z.infer<typeof ZRunPreviewRequest>;

const ZTaskStand = z.object({
  state: z.enum(TASK_STATES),
  assignee: z.string().nullable(),
  candidates: z.array(z.string()),
  dueAt: ZEpoch.nullable().meta({ description: 'null while its clock is stopped, or when it has none' }),
  atRiskAt: ZEpoch.nullable(),
  next: z.object({ kind: z.string(), index: z.number().int(), at: ZEpoch }).nullable().meta({ description: 'the next reminder, warning, breach or rung' }),
  paused: z.boolean(),
});
const ZRunStand = z.object({ state: z.string(), step: z.string().nullable(), visit: z.number().int(), turn: z.number().int(), playbookVersion: z.number().int() });
const ZMeetingStand = z.object({ state: z.enum(['scheduled', 'held', 'cancelled']), startsAt: ZEpoch, endsAt: ZEpoch });
const moved = <S extends z.ZodType>(stand: S) => ({ before: stand.nullable(), after: stand });
export const ZMoves = z.object({
  run: z.object(moved(ZRunStand)),
  steps: z.array(z.object({ change: z.enum(['left', 'entered']), step: z.string(), visit: z.number().int(), outcome: z.string().nullable() })),
  tasks: z.array(z.object({ taskId: ZId, key: z.string(), title: ZTexts, note: z.string().nullable(), closes: z.boolean(), ...moved(ZTaskStand) })),
  meetings: z.array(z.object({ meetingId: ZId, key: z.string(), title: ZTexts, ...moved(ZMeetingStand) })),
});
/** One notice that one person would get, in the words of both languages. */
export const ZWouldTell = z.object({
  personId: z.string(),
  name: z.string(),
  kind: z.string(),
  subject: ZTexts,
  lead: ZTexts,
  email: z.boolean().meta({ description: 'whether a mail would go out beside the notice in the application' }),
  taskIds: z.array(z.string()),
});
export type WouldTell = z.infer<typeof ZWouldTell>;

/** What a verb would do if it were sent now. Nothing of it has happened. A refusal answers as the verb itself would. */
export const ZPreview = z.object({
  preview: z.literal(true),
  command: z.string().meta({ examples: ['pauseRun'] }),
  at: ZEpoch,
  outcome: z.string(),
  waiting: z.number().int().meta({ description: 'commands of this run that are stored and not answered yet: they come first and may change all this' }),
  events: z.array(z.object({ type: z.string(), taskId: z.string().nullable() })),
  moves: ZMoves,
  told: z.array(ZWouldTell),
});
export type Preview = z.infer<typeof ZPreview>;
