/** Platform roles, from most to least. */
export const PLATFORM_ROLES = ['admin', 'manager', 'member', 'viewer'] as const;
