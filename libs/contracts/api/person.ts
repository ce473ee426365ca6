import { z } from 'zod';
import { platformRole } from './auth.ts';
import { ZEmail, ZEpoch, ZId, ZInstant, ZKey, ZLocale, ZTimeZone, userLine } from './fields.ts';

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
