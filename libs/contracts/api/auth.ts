import { z } from 'zod';
import { ZLocale, ZTimeZone, userLine } from './fields.ts';

export const platformRole = z.enum(['admin', 'manager', 'member', 'viewer']);
export const ZLogInMethod = z.enum(['password', 'password+totp', 'oidc']);

/** `POST /auth/login`; `token: true` also answers a bearer token for scripts; `code` is of the second factor, or a recovery code. */
export const loginBody = z.strictObject({
  email: z.string().min(3).max(320),
  password: z.string().min(1).max(512),
  code: z.string().min(6).max(40).optional(),
  token: z.boolean().optional(),
});
export type LoginBody = z.infer<typeof loginBody>;

/** Who is signed in. */
export const me = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  locale: z.enum(['zh-CN', 'en']),
  timeZone: z.string(),
  role: platformRole,
  roles: z.array(z.string()).describe('Operating roles held now, e.g. `director`'),
  teams: z.array(z.object({ id: z.string(), key: z.string(), name: z.string(), leads: z.boolean() })),
  hasPassword: z.boolean().describe('False for people who log in by a provider only'),
  secondFactor: z.boolean().describe('Whether log-in by password asks for a one-time code'),
  temporalUiUrl: z.string().optional().describe('For admins, where it is configured'),
  temporalNamespace: z.string().optional().describe('Likewise: where runs are found there'),
});
export type Me = z.infer<typeof me>;

/** `PATCH /auth/me`: what people decide about themselves. */
export const profileChange = z.strictObject({ name: userLine(100).optional(), locale: ZLocale.optional(), timeZone: ZTimeZone.optional() });
export type ProfileChange = z.infer<typeof profileChange>;

export const loginAnswer = z.object({
  person: me,
  token: z.string().optional(),
  tokenExpiresAt: z.number().int().optional().describe('Epoch ms'),
});
export type LoginAnswer = z.infer<typeof loginAnswer>;

/** How one can log in here. */
export const logInMethods = z.object({ password: z.literal(true), oidc: z.object({ label: z.string(), start: z.string() }).nullable() });
export type LogInMethods = z.infer<typeof logInMethods>;

/** One person as a picker shows them. */
export const personItem = z.object({ id: z.string(), name: z.string(), roles: z.array(z.string()), teams: z.array(z.string()).describe('Team keys') });
export type PersonItem = z.infer<typeof personItem>;

