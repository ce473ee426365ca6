import type { Scope } from '../../contracts/scope.ts';
import { MATRIX, type Action, type Rule } from './matrix.ts';

/** `account` is no scope of a token: passwords, sessions, tokens and second factors are changed by whoever has logged in. */
export type ActionScope = Scope | 'account';

const READS = /\.(list|read|events|why|accounts|me|stream|search|export|preview)$/;
/** Verbs that read like one thing and do another. */
const SPECIAL: Partial<Record<string, ActionScope>> = { 'auth.me': 'read', 'notice.read': 'work' };

/**
 * The scope that an action asks of a personal token, from its row in the matrix: what only admins may is `admin`; what only they and
 * managers may, or what steers a run, is `manage`; looking is `read`; all else is `work`. So a new row needs no second table.
 */
export function scopeOf(action: Action): ActionScope {
  const special = SPECIAL[action];
  if (special) return special;
  if (action.startsWith('auth.')) return 'account';
  const rule: Rule = MATRIX[action];
  if (!rule.manager && !rule.member && !rule.viewer) return 'admin';
  if (READS.test(action)) return 'read';
  return action.startsWith('run.') || (!rule.member && !rule.viewer) ? 'manage' : 'work';
}

/** May a bearer with these scopes do this, as far as scopes go? `null` is a log-in, which has no limits of its own. Ending oneself is always allowed. */
export function scopeAllows(scopes: readonly Scope[] | null, action: Action): boolean {
  if (scopes === null || action === 'auth.logout') return true;
  const needed = scopeOf(action);
  return needed !== 'account' && scopes.includes(needed);
}
