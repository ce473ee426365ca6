import { z } from 'zod';
import { ZEpoch, ZId } from './fields.ts';

/** Where to go after log-in: an address of ours, from the slash on. */
export const oidcStart = z.object({ returnTo: z.string().max(500).regex(/^\/(?![/\\])[^\s\\]*$/, 'must be a path of this site').default('/') });
export type OidcStart = z.infer<typeof oidcStart>;

export const oidcLink = z.object({ url: z.string().describe('The provider’s page, where the browser goes next').meta({ examples: ['https://id.example.com/authorize?client_id=callsheet'] }) });
export type OidcLink = z.infer<typeof oidcLink>;

/** An account at a provider that may log in as oneself. */
export const identityItem = z.object({ id: ZId, issuer: z.string().meta({ examples: ['https://id.example.com'] }), email: z.string().nullable(), linkedAt: ZEpoch });
export type IdentityItem = z.infer<typeof identityItem>;
