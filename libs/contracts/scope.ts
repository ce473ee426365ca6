/** What a personal token may be allowed, beside what its person may: read, do the work, steer runs and invite, administer. */
export const SCOPES = ['read', 'work', 'manage', 'admin'] as const;
export type Scope = (typeof SCOPES)[number];
