import { z } from 'zod';
import { DELIVERY_STATES } from '../notice.ts';
import { ZEpoch, ZId, ZTexts } from './fields.ts';
import { pageOf, pageQuery } from './paging.ts';

const instant = z.coerce.number().int().min(0).max(4_102_444_800_000);
const ZStates = z.string().transform((text) => text.split(',')).pipe(z.array(z.enum(DELIVERY_STATES)).min(1)).meta({ examples: ['dead,pending'], description: 'one or several of pending, sending, sent, dead, superseded, with commas' });

export const ZDeliveryQuery = z.strictObject({
  ...pageQuery.shape,
  personId: ZId.optional(),
  runId: ZId.optional(),
  state: ZStates.optional(),
  kind: z.string().min(1).max(60).optional().meta({ examples: ['task-opened'], description: 'kind of notice or letter' }),
  from: instant.optional().meta({ description: 'epoch ms, at or after' }),
  until: instant.optional().meta({ description: 'epoch ms, before' }),
  text: z.string().trim().min(1).max(100).optional().meta({ examples: ['Lin'], description: 'looked for in names, addresses, titles of runs and tasks' }),
});
export type DeliveryQuery = z.infer<typeof ZDeliveryQuery>;

/** One attempt to bring something to one person on one channel: of a notice, or of a letter about an account. */
export const ZDelivery = z.object({
  id: ZId,
  of: z.enum(['notice', 'letter']),
  kind: z.string().meta({ examples: ['task-opened'] }),
  person: z.object({ id: ZId, name: z.string() }).nullable().meta({ description: 'null for an address that is nobody’s account' }),
  address: z.string().meta({ examples: ['host@callsheet.test'] }),
  runId: ZId.nullable(),
  runTitle: z.string().nullable(),
  taskId: ZId.nullable(),
  title: ZTexts.nullable().meta({ description: 'title of what it is about first' }),
  channel: z.string().meta({ examples: ['email'] }),
  state: z.enum(DELIVERY_STATES),
  attempts: z.number().int(),
  nextAt: ZEpoch.nullable().meta({ description: 'when it is tried next; null once it is settled' }),
  lastError: z.string().nullable(),
  messageId: z.string().nullable(),
  createdAt: ZEpoch,
  sentAt: ZEpoch.nullable(),
  resendOf: ZId.nullable().meta({ description: 'the delivery that this one repeats' }),
  requestedBy: ZId.nullable(),
});
export type DeliveryItem = z.infer<typeof ZDelivery>;
export const ZDeliveryPage = pageOf(ZDelivery);

/** Why it would not go out now, were its turn to come. */
export const ZWithheld = z.object({ reason: z.string(), until: ZEpoch.nullable() });
/** A delivery with its mail as it would be made now; codes of letters are never shown. */
export const ZDeliveryDetail = ZDelivery.extend({
  mail: z.object({ subject: z.string(), text: z.string(), html: z.string() }),
  withheld: ZWithheld.nullable(),
  others: z.array(ZDelivery).meta({ description: 'other deliveries of the same notice or letter' }),
});
export type DeliveryDetail = z.infer<typeof ZDeliveryDetail>;
