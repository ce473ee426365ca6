import { z } from 'zod';
import { ZAnyObject, ZEpoch, ZId, ZTexts } from './fields.ts';
import { pageOf, pageQuery } from './paging.ts';
import { ZTaskForm } from './task.ts';

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
export const ZPreviousQuery = z.object(pageQuery.shape);
