import { SCOPES } from '../../contracts/scope.ts';
import { MATRIX, type Action } from './matrix.ts';
import { scopeAllows, scopeOf } from './scopes.ts';

const ACTIONS = Object.keys(MATRIX) as Action[];

describe('scopes', () => {
  it.each<[Action, string]>([
    ['task.list', 'read'], ['run.events', 'read'], ['auth.me', 'read'], ['stream.read', 'read'], ['people.list', 'read'],
    ['task.complete', 'work'], ['metric.record', 'work'], ['notice.read', 'work'], ['task.comment', 'work'],
    ['run.start', 'manage'], ['run.cancel', 'manage'], ['invitation.create', 'manage'],
    ['people.manage', 'admin'], ['team.manage', 'admin'],
    ['auth.tokens', 'account'], ['auth.password', 'account'], ['auth.totp', 'account'], ['auth.sessions', 'account'], ['auth.profile', 'account'],
  ])('%s asks for %s', (action, scope) => {
    expect(scopeOf(action)).toBe(scope);
  });

  it('lets a token do only what one of its scopes names, and never touch the account', () => {
    for (const action of ACTIONS) {
      expect([action, scopeAllows(null, action)]).toEqual([action, true]);
      expect([action, scopeAllows([], action)]).toEqual([action, action === 'auth.logout']);
      for (const scope of SCOPES) expect([action, scope, scopeAllows([scope], action)]).toEqual([action, scope, action === 'auth.logout' || scopeOf(action) === scope]);
      if (scopeOf(action) === 'account') expect([action, scopeAllows(SCOPES, action)]).toEqual([action, action === 'auth.logout']);
    }
  });
});
