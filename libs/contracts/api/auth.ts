import { z } from 'zod';

export const platformRole = z.enum(['admin', 'manager', 'member', 'viewer']);

/** `POST /auth/login`; `token: true` also answers a bearer token for scripts. */
export const loginBody = z.strictObject({
  email: z.string().min(3).max(320),
  password: z.string().min(1).max(512),
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
  temporalUiUrl: z.string().optional().describe('For admins, where it is configured'),
});
export type Me = z.infer<typeof me>;

export const loginAnswer = z.object({
  person: me,
  token: z.string().optional(),
  tokenExpiresAt: z.number().int().optional().describe('Epoch ms'),
});
export type LoginAnswer = z.infer<typeof loginAnswer>;

/** One person as a picker shows them. */
export const personItem = z.object({ id: z.string(), name: z.string(), roles: z.array(z.string()), teams: z.array(z.string()).describe('Team keys') });
export type PersonItem = z.infer<typeof personItem>;
