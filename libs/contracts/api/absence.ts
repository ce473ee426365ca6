import { z } from 'zod';
import { ZEpoch, ZId, ZInstant, ZReason, ZTexts, ZVersion } from './fields.ts';
import { pageOf, pageQuery } from './paging.ts';

const ZDay = z.iso.date().meta({ examples: ['2026-12-07'], description: 'a local date of the person who is away' });
/** An instant, or a local date: as a beginning its first moment, as an end its last. */
const ZFrom = z.union([ZInstant, ZDay]);
const person = { personId: ZId.optional().meta({ description: 'who is away; yourself unless you lead them or are an administrator' }) };
const cover = {
  deputyId: ZId.nullable().optional().meta({ description: 'who stands in; without one the default deputy, then the lead of their team, then the manager of each run' }),
};
const EXAMPLE = { from: '2026-12-07', until: '2026-12-11', deputyId: '6f1c2a34-8f0e-4d5b-9a53-0c7f5f0a1b2c', reason: 'Annual leave' };

export const ZAbsenceNew = z.strictObject({ ...person, from: ZFrom, until: ZFrom, ...cover, reason: ZReason.optional() }).meta({ examples: [EXAMPLE] });
export type AbsenceNew = z.infer<typeof ZAbsenceNew>;
/** What is left out stays. A beginning that has passed cannot be moved. */
export const ZAbsenceChange = z.strictObject({ from: ZFrom.optional(), until: ZFrom.optional(), ...cover, reason: ZReason.nullable().optional(), version: ZVersion.optional() }).meta({ examples: [{ until: '2026-12-14', version: 1 }] });
export type AbsenceChange = z.infer<typeof ZAbsenceChange>;
export const ZAbsenceCancel = z.strictObject({ version: ZVersion.optional() }).meta({ examples: [{ version: 1 }] });

export const ZAbsence = z.object({
  id: ZId,
  personId: ZId,
  from: ZEpoch,
  until: ZEpoch,
  deputyId: ZId.nullable(),
  /** At the end of the chain, as of now or of its beginning. */
  standsIn: ZId.nullable().meta({ description: 'who stands in at the end of the chain of deputies; null when nobody does and work goes to the lead or the manager' }),
  reason: z.string().nullable(),
  state: z.enum(['planned', 'away', 'over', 'cancelled']),
  jobId: ZId.meta({ description: 'the job that brings open tasks over and back, with a result for each' }),
  version: z.number().int(),
  createdBy: z.string(),
  createdAt: ZEpoch,
  cancelledAt: ZEpoch.nullable(),
});
export type AbsenceResource = z.infer<typeof ZAbsence>;
export const ZAbsencePage = pageOf(ZAbsence);
export const ZAbsenceQuery = z.object({ ...pageQuery.shape, personId: ZId.optional(), current: z.stringbool().optional().meta({ description: 'true: only those that are neither over nor cancelled' }) });
export type AbsenceQuery = z.infer<typeof ZAbsenceQuery>;

export const ZDeputy = z.object({ personId: ZId, deputyId: ZId.nullable() });
export type DeputyResource = z.infer<typeof ZDeputy>;
export const ZDeputySet = z.strictObject({ deputyId: ZId.nullable() }).meta({ examples: [{ deputyId: EXAMPLE.deputyId }] });
export const ZDeputyPage = pageOf(ZDeputy);

/** An open task that changes hands for an absence. */
export const ZCoverTask = z.object({
  id: ZId,
  title: ZTexts,
  note: z.string().nullable().meta({ description: 'what people call it, where somebody named it' }),
  runId: ZId,
  runTitle: z.string(),
  dueAt: ZEpoch.nullable(),
  to: ZId.nullable().meta({ description: 'who gets it; null when it stays' }),
});
export type CoverTask = z.infer<typeof ZCoverTask>;
export const ZCoverTaskPage = pageOf(ZCoverTask);

/** What an absence would do if it were set now: who stands in through the chain of deputies, and which of today's open tasks go to whom. */
export const ZAbsencePreview = z.object({
  from: ZEpoch,
  until: ZEpoch,
  chain: z.array(ZId).meta({ description: 'deputies one after the other, each but the last away as well; of a ring the last is who it comes back to' }),
  end: z.enum(['found', 'nobody', 'ring', 'too-long']).meta({ description: 'why the chain ends; unless found, work goes to the lead of the team, else to the manager of each run' }),
  standsIn: ZId.nullable().meta({ description: 'the last of the chain, when they are there' }),
  total: z.number().int().meta({ description: 'open tasks of the person' }),
  tasks: z.array(ZCoverTask).max(200),
});
export type AbsencePreview = z.infer<typeof ZAbsencePreview>;
