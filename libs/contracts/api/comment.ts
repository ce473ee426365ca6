import { z } from 'zod';
import { ZEpoch, ZId, ZLink, userText } from './fields.ts';

/** What somebody wrote at a task. Stored as given; `mentions` are person ids. */
export const ZComment = z.object({
  id: ZId,
  author: z.string(),
  text: z.string(),
  links: z.array(z.object({ url: z.string(), title: z.string().optional() })),
  mentions: z.array(ZId),
  createdAt: ZEpoch,
  editedAt: ZEpoch.nullable(),
});
export type Comment = z.infer<typeof ZComment>;

/** Whoever is mentioned may see the task from then on, and is told by mail too. */
export const ZCommentNew = z.strictObject({ text: userText(10_000), mentions: z.array(ZId).max(50).optional(), links: z.array(ZLink).max(20).optional() }).meta({
  examples: [{ text: 'The second take is better.', mentions: ['6f1c2a34-8f0e-4d5b-9a53-0c7f5f0a1b2c'], links: [{ url: 'https://drive.example.com/f/42', title: 'Second take' }] }],
});
export type CommentNew = z.infer<typeof ZCommentNew>;
export const ZCommentAdded = z.object({ comment: ZComment });
