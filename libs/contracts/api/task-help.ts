import { z } from 'zod';
import { MAX_SIGNERS, SIGN_DECISIONS, SIGN_MODES } from '../task.ts';
import { ZAnyObject, ZEpoch, ZId, ZKey, ZReason, ZVersion } from './fields.ts';

/** Bodies of the verbs by which people help each other with a task, and how a task shows them. */
const version = { version: ZVersion.optional() };

export const ZReasoned = z.strictObject({ reason: ZReason, ...version });
export const ZDelegate = z.strictObject({ to: ZId, reason: ZReason, ...version });
/** `mode` stays as it is when left out (`all` for the first signers); `ratio` is the share that must approve, for that mode only. */
export const ZSignersAdded = z
  .strictObject({ people: z.array(ZId).min(1).max(MAX_SIGNERS), mode: z.enum(SIGN_MODES).optional(), ratio: z.number().gt(0).max(1).optional(), reason: ZReason, ...version })
  .refine((body) => (body.mode === 'ratio') === (body.ratio !== undefined), { path: ['ratio'], message: 'goes with mode ratio, and only with it' })
  .meta({ examples: [{ people: ['6f1c2a34-8f0e-4d5b-9a53-0c7f5f0a1b2c'], mode: 'all', reason: 'Legal has to see the claims' }] });
export const ZSignerRemoved = z.strictObject({ person: ZId, reason: ZReason, ...version });
export const ZSign = z
  .strictObject({ decision: z.enum(SIGN_DECISIONS), comment: ZReason.optional(), ...version })
  .refine((body) => body.decision === 'approved' || body.comment !== undefined, { path: ['comment'], message: 'a rejection says why' })
  .meta({ examples: [{ decision: 'rejected', comment: 'The claim in the second shot has no source', version: 5 }] });

export const ZPlainVersion = z.strictObject(version).meta({ examples: [{ version: 3 }] });
export const ZItemAssigned = z.strictObject({ item: ZKey, owner: ZId.nullable(), ...version }).meta({ examples: [{ item: 'rights-cleared', owner: '6f1c2a34-8f0e-4d5b-9a53-0c7f5f0a1b2c' }] });

/** Who was asked to do it for its holder; `handedBack` once they did, with the answers that the holder may still change. */
export const ZDelegation = z.object({
  by: z.string(),
  to: z.string(),
  at: ZEpoch,
  reason: z.string(),
  handedBack: z.object({ at: ZEpoch, documentId: z.string().nullable(), outcome: ZAnyObject }).nullable(),
});
export const ZSigning = z.object({
  mode: z.enum(SIGN_MODES),
  ratio: z.number().nullable(),
  signers: z.array(z.object({ person: z.string(), by: z.string().nullable(), at: ZEpoch, decision: z.enum(SIGN_DECISIONS).nullable(), decidedAt: ZEpoch.nullable(), reason: z.string().nullable() })),
  submitted: z.object({ by: z.string(), at: ZEpoch, documentId: z.string().nullable(), outcome: ZAnyObject }).nullable(),
});
