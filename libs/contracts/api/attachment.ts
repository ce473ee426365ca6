import { z } from 'zod';
import { ZEpoch, ZId, ZLink } from './fields.ts';

/** What hangs on a task: a link to a work file, or a file kept here, whose type was told by its content. */
export const ZAttachment = z.object({
  id: ZId,
  kind: z.enum(['link', 'file']),
  name: z.string(),
  url: z.string().nullable().meta({ description: 'address of a link; a file is at `GET /attachments/:id`' }),
  type: z.string().nullable().meta({ examples: ['image/png'] }),
  size: z.number().int().nullable().meta({ description: 'bytes' }),
  author: z.string(),
  createdAt: ZEpoch,
});
export type Attachment = z.infer<typeof ZAttachment>;

export const ZLinkNew = ZLink.meta({ examples: [{ url: 'https://drive.example.com/f/42', title: 'Rough cut' }] });
export type LinkNew = z.infer<typeof ZLinkNew>;
export const ZAttachmentAdded = z.object({ attachment: ZAttachment });
