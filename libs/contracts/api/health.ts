import { z } from 'zod';

export const live = z.object({ status: z.literal('ok') });
export const ready = z.object({ status: z.literal('ok'), parts: z.object({ database: z.literal('up'), temporal: z.literal('up') }) });
export type Ready = z.infer<typeof ready>;
