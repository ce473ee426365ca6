import { z } from 'zod';
import { ZId, ZKey, userLine } from './fields.ts';

export const team = z.object({ id: ZId, key: z.string(), name: z.string(), leadId: ZId.nullable(), members: z.array(z.object({ id: ZId, name: z.string() })) });
export type Team = z.infer<typeof team>;

/** The key is what playbooks assign to; it stays. */
export const newTeam = z.strictObject({ key: ZKey, name: userLine(100), leadId: ZId.nullable().default(null) });
export type NewTeamBody = z.infer<typeof newTeam>;

export const teamChange = z.strictObject({ name: userLine(100).optional(), leadId: ZId.nullable().optional() });
export type TeamChange = z.infer<typeof teamChange>;
