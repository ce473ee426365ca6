import { z } from 'zod';

/** `after` does what the `Last-Event-ID` header does, for a first request: a browser sends the header only when it reconnects. */
export const streamQuery = z.strictObject({ after: z.string().min(1).max(200).optional() });
export type StreamQuery = z.infer<typeof streamQuery>;
