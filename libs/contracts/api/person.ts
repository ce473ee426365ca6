import { z } from 'zod';
import { platformRole } from './auth.ts';
import { ZEmail, ZEpoch, ZId, ZInstant, ZKey, ZLocale, ZTexts, ZTimeZone, userLine } from './fields.ts';
import { pageOf, pageQuery } from './paging.ts';

/** An operating role that a person holds from a moment until another; null is open. */
export const roleItem = z.object({ id: ZId, role: z.string(), fromAt: ZEpoch.nullable(), untilAt: ZEpoch.nullable() });
export type RoleItem = z.infer<typeof roleItem>;

/** An account as those who manage people see it. */
export const account = z.object({
  id: ZId,
  email: z.string(),
  name: z.string(),
  locale: ZLocale,
  timeZone: z.string(),
  platformRole,
  disabledAt: ZEpoch.nullable(),
  hasPassword: z.boolean(),
  secondFactor: z.boolean(),
  roles: z.array(roleItem),
  teams: z.array(z.string()).describe('Team keys'),
});
export type Account = z.infer<typeof account>;

/** `POST /people`: the account is there at once, and a letter brings a link to choose a password. */
export const newPerson = z.strictObject({ email: ZEmail, name: userLine(100), platformRole: platformRole.default('member'), locale: ZLocale.default('zh-CN'), timeZone: ZTimeZone.default('Asia/Shanghai') });
export type NewPersonBody = z.infer<typeof newPerson>;

/** `disabled: true` ends sessions and tokens at once; nothing of the person's work is lost. */
export const personChange = z.strictObject({ name: userLine(100).optional(), locale: ZLocale.optional(), timeZone: ZTimeZone.optional(), platformRole: platformRole.optional(), disabled: z.boolean().optional(), secondFactor: z.literal(false).optional().describe('Removes the second factor of somebody who has lost it') });
export type PersonChangeBody = z.infer<typeof personChange>;

export const newRole = z
  .strictObject({ role: ZKey, fromAt: ZInstant.nullable().default(null), untilAt: ZInstant.nullable().default(null) })
  .refine(({ fromAt, untilAt }) => untilAt === null || untilAt > (fromAt ?? 0), { path: ['untilAt'], error: 'must be after fromAt' });
export type NewRoleBody = z.infer<typeof newRole>;

/** Without a moment it ends now. */
export const roleEnd = z.strictObject({ untilAt: ZInstant.optional() });
export type RoleEnd = z.infer<typeof roleEnd>;

/** `GET /people/accounts`: `role` is an operating role held now. */
export const accountQuery = z.strictObject({
  ...pageQuery.shape,
  text: z.string().trim().min(1).max(100).optional().meta({ examples: ['lin'], description: 'looked for in name and address' }),
  role: ZKey.optional(),
  team: ZKey.optional().meta({ description: 'key of a team' }),
  platformRole: platformRole.optional(),
  state: z.enum(['active', 'disabled']).optional(),
});
export type AccountQuery = z.infer<typeof accountQuery>;

const some = <T extends z.ZodType>(item: T) => z.object({ total: z.number().int(), items: z.array(item).max(50) });
const named = z.object({ id: ZId, name: z.string() });

/** `GET /people/:id/duties`: what hangs on somebody, to be seen before they leave. Lists show the first 50. */
export const duties = z.object({
  tasks: some(z.object({ id: ZId, title: ZTexts, note: z.string().nullable(), runId: ZId, runTitle: z.string(), dueAt: ZEpoch.nullable() })).describe('Open tasks that are theirs'),
  claimable: z.number().int().describe('Open tasks that nobody else could claim'),
  runs: some(z.object({ id: ZId, title: z.string() })).describe('Live runs that they manage'),
  roles: z.array(z.object({ role: z.string(), others: z.number().int().describe('How many others hold it now') })),
  teams: z.array(z.object({ id: ZId, key: z.string(), name: z.string() })).describe('Teams that they lead'),
  deputyOf: z.array(named).describe('People whose default deputy they are, or who named them for an absence that is not over'),
});
export type Duties = z.infer<typeof duties>;

const holder = z.object({ personId: ZId, name: z.string(), fromAt: ZEpoch.nullable(), untilAt: ZEpoch.nullable() });
/** `GET /roles`: an operating role, who has it and will have it, and which playbooks give it work. */
export const roleOverview = z.object({
  role: z.string().meta({ examples: ['director'] }),
  holders: z.array(holder).describe('Now; nobody: its work falls to the managers of runs'),
  coming: z.array(holder),
  askedBy: z.array(z.object({ slug: z.string(), title: ZTexts })).describe('Published playbooks that name it'),
});
export type RoleOverview = z.infer<typeof roleOverview>;
export const rolePage = pageOf(roleOverview);
