import { z } from 'zod';
import { platformRole } from './auth.ts';
import { ZEmail, ZEpoch, ZId, ZLocale, ZTimeZone, userLine } from './fields.ts';
import { ZLinkToken, ZNewPassword } from './password.ts';

/** `POST /invitations`: managers may invite members and viewers. `locale` is the letter's, and the person's to begin with. */
export const newInvitation = z.strictObject({ email: ZEmail, name: userLine(100), platformRole: platformRole.default('member'), locale: ZLocale.optional(), timeZone: ZTimeZone.default('Asia/Shanghai') });
export type NewInvitationBody = z.infer<typeof newInvitation>;

export const invitation = z.object({
  id: ZId,
  email: z.string(),
  name: z.string(),
  platformRole,
  locale: ZLocale,
  timeZone: z.string(),
  invitedBy: ZId,
  state: z.enum(['open', 'expired', 'accepted', 'revoked']),
  createdAt: ZEpoch,
  sentAt: ZEpoch,
  expiresAt: ZEpoch,
  personId: ZId.nullable(),
});
export type Invitation = z.infer<typeof invitation>;

/** `POST /invitations/accept`: the code of the mail, and a password. */
export const invitationAccept = z.strictObject({ token: ZLinkToken, password: ZNewPassword, name: userLine(100).optional() });
export type InvitationAccept = z.infer<typeof invitationAccept>;

export const accepted = z.object({ personId: ZId, email: z.string() });
export type Accepted = z.infer<typeof accepted>;
