import type { PlatformRole } from './matrix.ts';

/** Whom each may invite: managers bring in who works for them, not their equals. */
export function mayInvite(inviter: PlatformRole, invited: PlatformRole): boolean {
  return inviter === 'admin' || (inviter === 'manager' && (invited === 'member' || invited === 'viewer'));
}

/** What becomes of a person, as far as the last admin is concerned. */
export interface Standing {
  role: PlatformRole;
  disabled: boolean;
}

/** Would this change leave nobody to administer the installation? `otherAdmins` counts the others who are admins and not disabled. */
export function leavesNoAdmin(before: Standing, after: Standing, otherAdmins: number): boolean {
  const isAdmin = ({ role, disabled }: Standing) => role === 'admin' && !disabled;
  return isAdmin(before) && !isAdmin(after) && otherAdmins === 0;
}
