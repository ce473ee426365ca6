import { z } from 'zod';

const ZCode = z.string().min(6).max(40).meta({ examples: ['492039'] });

/** The password again, because a session left open must not be enough; not asked of people who have none. */
export const totpEnrol = z.strictObject({ password: z.string().min(1).max(512).optional() });
export type TotpEnrol = z.infer<typeof totpEnrol>;
/** Shown this once; `uri` is what authenticator apps read as a QR code. */
export const totpSecret = z.object({ secret: z.string().meta({ examples: ['JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'] }), uri: z.string().meta({ examples: ['otpauth://totp/Callsheet:host%40callsheet.test?secret=JBSWY3DPEHPK3PXP'] }) });
export type TotpSecret = z.infer<typeof totpSecret>;

export const totpConfirm = z.strictObject({ code: ZCode });
export type TotpConfirm = z.infer<typeof totpConfirm>;
/** Each works once instead of a code; shown this once. */
export const recoveryCodes = z.object({ recoveryCodes: z.array(z.string()).meta({ examples: [['k3fq-9xw2-a7mn-4pzc']] }) });
export type RecoveryCodes = z.infer<typeof recoveryCodes>;

export const totpDisable = z.strictObject({ password: z.string().min(1).max(512).optional(), code: ZCode });
export type TotpDisable = z.infer<typeof totpDisable>;
