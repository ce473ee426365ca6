import { z } from 'zod';

/** One field that broke a rule; `path` is dotted and names a header or query parameter as well. */
export const fieldProblem = z.object({ path: z.string(), message: z.string() });

/** RFC 9457 problem details, the body of every error. */
export const problem = z.object({
  type: z.string().describe('Stable name of the kind of error, e.g. `/problems/stale`'),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().optional(),
  instance: z.string().optional().describe('The request this answers; also in the log'),
  rule: z.string().optional().describe('Machine-readable rule that was broken'),
  errors: z.array(fieldProblem).optional(),
  by: z.string().nullish().describe('Who closed the target'),
  at: z.number().int().nullish().describe('When it was closed, epoch ms'),
  state: z.string().optional(),
  version: z.number().int().optional().describe('Current version of the target'),
});
export type Problem = z.infer<typeof problem>;
