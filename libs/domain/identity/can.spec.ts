import { can, hasRule, mayEver, unconditional, type Actor } from './can.ts';
import { MATRIX, type Action, type Grant, type PlatformRole, type Relation, type Rule } from './matrix.ts';

const ROLES: PlatformRole[] = ['admin', 'manager', 'member', 'viewer'];
const RELATIONS: Relation[] = ['own', 'participant', 'team', 'run'];
const ACTIONS = Object.keys(MATRIX) as Action[];
const actor = (role: PlatformRole): Actor => ({ id: 'p', role });
const grantOf = (action: Action, role: PlatformRole): Grant | undefined => (MATRIX[action] as Rule)[role];

describe('can', () => {
  it('grants exactly what the matrix says, for every action, role and relation', () => {
    for (const action of ACTIONS) {
      for (const role of ROLES) {
        const grant = grantOf(action, role);
        expect([action, role, can(actor(role), action)]).toEqual([action, role, grant === 'any']);
        for (const relation of RELATIONS) {
          const expected = grant === 'any' || (grant ?? []).includes(relation);
          expect([action, role, relation, can(actor(role), action, [relation])]).toEqual([action, role, relation, expected]);
        }
      }
    }
  });

  it('is closed for actions and roles it does not know', () => {
    for (const action of ['run.delete', 'constructor', '__proto__', ''] as unknown as Action[]) {
      expect(can(actor('admin'), action, RELATIONS)).toBe(false);
      expect(hasRule(action)).toBe(false);
    }
    expect(can(actor('constructor' as PlatformRole), 'auth.me', RELATIONS)).toBe(false);
  });

  it('lets viewers change nothing but their own notices, filters and account', () => {
    const changing = ACTIONS.filter((action) => mayEver(actor('viewer'), action) && !/^auth\.|^inbox\.filters$|\.(list|read|people|events|why|history|previous|answer|me|logout)$/.test(action));
    expect(changing).toEqual([]);
    expect(can(actor('viewer'), 'notice.read', ['participant'])).toBe(false);
  });

  it('lets members start no runs and steer only the ones they manage', () => {
    expect(mayEver(actor('member'), 'run.start')).toBe(false);
    expect(can(actor('member'), 'run.cancel', ['own', 'participant', 'team'])).toBe(false);
    expect(can(actor('manager'), 'run.cancel', ['participant'])).toBe(false);
    expect(can(actor('manager'), 'run.cancel', ['run'])).toBe(true);
  });

  it('tells lists that need no predicate', () => {
    expect(unconditional(actor('viewer'), 'task.read')).toBe(true);
    expect(unconditional(actor('member'), 'task.read')).toBe(false);
  });
});
