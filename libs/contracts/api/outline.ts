import { z } from 'zod';
import { CHECK_LEVELS } from '../piece.ts';
import { ZEpoch, ZTexts } from './fields.ts';
import { ZWouldTell } from './preview.ts';

const ZId = z.string();
const ZLate = z.object({
  kind: z.string().meta({ examples: ['rung'], description: 'remind-before, at-risk, breach, remind-after, rung or rung-repeat' }),
  index: z.number().int(),
  round: z.number().int().meta({ description: 'which repeat of its rung, from 1; 0 for everything else' }),
  at: ZEpoch,
  people: z.array(ZId),
});
const ZOutlineTask = z.object({
  id: ZId,
  key: z.string(),
  title: ZTexts,
  step: z.string(),
  visit: z.number().int(),
  piece: z.string().nullable().meta({ description: 'title of the piece it is about' }),
  check: z.enum(CHECK_LEVELS).nullable(),
  assignee: ZId.nullable(),
  candidates: z.array(ZId).meta({ description: 'who may claim it, while nobody has it' }),
  fellToManager: z.boolean(),
  openedAt: ZEpoch,
  dueAt: ZEpoch.nullable(),
  provisional: z.boolean().meta({ description: 'counted over a year whose holidays are not published yet' }),
  closedAt: ZEpoch.nullable(),
  clock: z.array(ZLate).meta({ description: 'what its clock brings, and to whom, if nobody finishes it' }),
});
/** What a start would come to. Nothing of it has happened; ids are of this answer only. */
export const ZOutline = z.object({
  preview: z.literal(true),
  at: ZEpoch,
  complete: z.boolean().meta({ description: 'false when it was not played to the end of the first turn' }),
  endsAt: ZEpoch.nullable(),
  steps: z.array(z.object({ key: z.string(), title: ZTexts, visit: z.number().int(), from: ZEpoch, until: ZEpoch.nullable() })),
  tasks: z.array(ZOutlineTask),
  meetings: z.array(z.object({ id: ZId, key: z.string(), title: ZTexts, step: z.string(), startsAt: ZEpoch, endsAt: ZEpoch, organizer: ZId, attendees: z.array(ZId) })),
  checkpoints: z.array(z.object({ piece: z.string(), node: z.string(), at: ZEpoch })),
  notices: z.array(ZWouldTell.pick({ personId: true, name: true, kind: true, subject: true, email: true, taskIds: true }).extend({ at: ZEpoch })).meta({ description: 'in order of time, as long as everybody is in time' }),
});
export type Outline = z.infer<typeof ZOutline>;
