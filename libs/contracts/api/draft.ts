import { z } from 'zod';
import { ZAnyObject, ZEpoch } from './fields.ts';

/** Half-filled links are kept as they are: a draft is not checked. */
const ZDraftLink = z.strictObject({ url: z.string().max(2000), title: z.string().max(200).optional() });

/** Answers as far as somebody got, kept for them alone. */
export const ZDraftSave = z.strictObject({ answers: ZAnyObject.default({}), links: z.array(ZDraftLink).max(50).optional() }).meta({
  examples: [{ answers: { summary: 'Two of three compet' }, links: [{ url: 'https://drive.example.com/f/4' }] }],
});
export type DraftSave = z.infer<typeof ZDraftSave>;
export const ZDraft = z.object({ answers: ZAnyObject, links: z.array(ZDraftLink), savedAt: ZEpoch });
export type Draft = z.infer<typeof ZDraft>;
export const ZDraftSaved = z.object({ draft: ZDraft });
