import { z } from 'zod';
import { ZAnyObject, ZEpoch, ZId, ZTexts } from './fields.ts';
import { pageOf, pageQuery } from './paging.ts';
import { ZTaskForm } from './task.ts';

/** One thing that happened to a task, or beside it: a run's event or a comment, an attachment. `data` holds the few facts that a sentence needs. */
export const ZHistoryLine = z.object({
  id: z.string(),
  at: ZEpoch,
  type: z.string().meta({ examples: ['TaskTransferred'], description: 'type of the event; what was written beside the run is in lower case, e.g. `commented`' }),
  by: z.string().nullable().meta({ description: 'who did it; null for a clock or the run itself' }),
  data: ZAnyObject,
});
export type HistoryLine = z.infer<typeof ZHistoryLine>;
export const ZHistoryPage = pageOf(ZHistoryLine);
export const ZHistoryQuery = z.object(pageQuery.shape);

/** What an earlier task of the run was answered with, to be read and not changed. */
export const ZPreviousAnswers = z.object({
  taskId: ZId,
  title: ZTexts,
  step: z.string(),
  turn: z.number().int(),
  note: z.string().nullable(),
  closedAt: ZEpoch,
  closedBy: z.string().nullable(),
  form: ZTaskForm.nullable(),
  answers: ZAnyObject,
  links: z.array(z.object({ url: z.string(), title: z.string().optional() })),
});
export type PreviousAnswers = z.infer<typeof ZPreviousAnswers>;
export const ZPreviousPage = pageOf(ZPreviousAnswers);
