import { z } from 'zod';
import { AUDIT_FAULTS, AUDIT_SOURCES } from '../audit.ts';
import { ZAnyObject, ZEpoch, ZId } from './fields.ts';
import { pageOf, pageQuery } from './paging.ts';

const instant = z.coerce.number().int().min(0).max(4_102_444_800_000);
const filter = {
  actor: z.string().min(1).max(100).optional(),
  action: z.string().min(1).max(100).optional(),
  target: z.string().min(1).max(100).optional().meta({ description: 'id of the task, run, meeting, person … acted on' }),
  runId: ZId.optional(),
  source: z.enum(AUDIT_SOURCES).optional(),
  from: instant.optional().meta({ description: 'epoch ms, at or after' }),
  until: instant.optional().meta({ description: 'epoch ms, before' }),
  text: z.string().min(1).max(200).optional().meta({ description: 'looked for in action and data' }),
};
export const ZAuditQuery = z.strictObject({ ...pageQuery.shape, ...filter });
export type AuditQuery = z.infer<typeof ZAuditQuery>;
export const ZAuditExportQuery = z.strictObject({ ...filter, format: z.enum(['ndjson', 'csv']).default('ndjson') });
export type AuditExportQuery = z.infer<typeof ZAuditExportQuery>;

/** One link of the audit's chain: `hash` is over this entry and `prevHash`. */
export const ZAuditEntry = z.object({
  seq: z.number().int(),
  source: z.enum(AUDIT_SOURCES),
  sourceId: z.string(),
  at: ZEpoch,
  actor: z.string(),
  action: z.string().meta({ examples: ['completeTask'] }),
  targetKind: z.string().meta({ examples: ['task'] }),
  targetId: z.string().nullable(),
  runId: ZId.nullable(),
  data: ZAnyObject,
  prevHash: z.string(),
  hash: z.string(),
});
export const ZAuditPage = pageOf(ZAuditEntry);

export const ZAuditVerdict = z.object({
  ok: z.boolean(),
  entries: z.number().int().meta({ description: 'entries that hold' }),
  head: z.object({ seq: z.number().int(), hash: z.string() }).meta({ description: 'the last of them; keep it elsewhere, and a chain cut short shows' }),
  firstBroken: z.object({ seq: z.number().int(), fault: z.enum(AUDIT_FAULTS) }).nullable(),
  unsealed: z.number().int().nullable().meta({ description: 'rows older than ten minutes that no entry tells of' }),
});
