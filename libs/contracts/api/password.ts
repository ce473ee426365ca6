import { z } from 'zod';
import { ZEmail } from './fields.ts';

/** Any characters; how long and how common it may be is a rule of the domain. Stored as given, never trimmed. */
export const ZNewPassword = z.string().min(1).max(512).meta({ examples: ['correct horse battery'] });
/** The code of a link sent by mail. */
export const ZLinkToken = z.string().regex(/^[\w-]{20,100}$/, 'is not a code of ours').meta({ examples: ['cfj0vXoO1VYwqQGVxUOUbyWJqwZSB3dOXDsIexWPwXQ'] });

export const passwordChange = z.strictObject({ current: z.string().min(1).max(512).optional().describe('Required when there is one already'), password: ZNewPassword });
export type PasswordChange = z.infer<typeof passwordChange>;

export const resetRequest = z.strictObject({ email: ZEmail });
export type ResetRequest = z.infer<typeof resetRequest>;
/** The same whether the address is known or not. */
export const resetAsked = z.object({ asked: z.literal(true) });

export const resetBody = z.strictObject({ token: ZLinkToken, password: ZNewPassword });
export type ResetBody = z.infer<typeof resetBody>;
