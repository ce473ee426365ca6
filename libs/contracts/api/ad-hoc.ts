import { z } from 'zod';
import { ZDurationInput } from '../playbook.ts';
import { userLine, userText, ZId, ZInstant, ZKey, ZSeverity } from './fields.ts';

const pick = z.enum(['claim', 'round-robin', 'least-loaded']).optional();

/** `POST /tasks`: one task outside any playbook, a one-step run of the playbook `ad-hoc`. */
export const ZAdHocTask = z.strictObject({
  title: userLine(200),
  description: userText(4000).optional(),
  assign: z.union([
    z.strictObject({ person: ZId }),
    z.strictObject({ role: ZKey, pick }),
    z.strictObject({ team: ZKey, pick }),
    z.strictObject({ manager: z.literal(true) }).meta({ description: 'whoever manages it: yourself unless `managerId` says otherwise' }),
  ]),
  due: z.union([ZDurationInput, ZInstant]).meta({ description: 'a length of working or clock time from its start, or an instant in epoch milliseconds' }),
  checklist: z.array(z.strictObject({ title: userLine(200), mandatory: z.boolean().optional(), evidenceRequired: z.boolean().optional() })).max(50).optional(),
  form: z.enum(['report', 'decision', 'none']).default('report').meta({ description: 'what its completion asks for' }),
  managerId: ZId.optional().meta({ description: 'who manages it and hears escalations; yourself unless given' }),
  severity: ZSeverity.optional(),
}).meta({ examples: [{ title: 'Send the client the opening shot', assign: { role: 'ops' }, due: { working: 'PT4H' } }] });
export type AdHocTask = z.infer<typeof ZAdHocTask>;
export const ZAdHocStarted = z.object({ runId: ZId, taskId: ZId.nullable().meta({ description: 'null while the run is still starting; `GET /tasks?runId=` shows it then' }) });
export type AdHocStarted = z.infer<typeof ZAdHocStarted>;
