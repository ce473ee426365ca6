import fc from 'fast-check';
import { resolveAssignment } from './assign.ts';

const people = ['a', 'b', 'c', 'manager', 'admin'];
const directory = (holders: string[]) => ({ asOf: 0, roles: { copy: holders }, teams: {}, admins: ['admin'], people: {} });
const context = (holders: string[], excluded: string[] = [], pinned = {}) => ({ directory: directory(holders), managerId: 'manager', pinned, excluded });

describe('who gets a task', () => {
  it('goes to the one holder, to all of several as candidates, to the manager when nobody holds the role', () => {
    expect(resolveAssignment({ role: 'copy' }, context(['a']))).toEqual({ assignee: 'a', candidates: [], fellToManager: false });
    expect(resolveAssignment({ role: 'copy' }, context(['a', 'b']))).toEqual({ assignee: null, candidates: ['a', 'b'], fellToManager: false });
    expect(resolveAssignment({ role: 'copy' }, context([]))).toEqual({ assignee: 'manager', candidates: [], fellToManager: true });
    expect(resolveAssignment({ role: 'copy' }, context(['a', 'b'], [], { copy: 'c' }))).toEqual({ assignee: 'c', candidates: [], fellToManager: false });
  });

  it('never reaches anybody excluded, and somebody whenever anybody is left', () => {
    fc.assert(
      fc.property(fc.subarray(people), fc.subarray(people), (holders, excluded) => {
        const { assignee, candidates } = resolveAssignment({ role: 'copy' }, context(holders, excluded));
        const reached = assignee === null ? candidates : [assignee];
        expect(reached.some((person) => excluded.includes(person))).toBe(false);
        const left = [...holders, 'manager', 'admin'].some((person) => !excluded.includes(person));
        expect(reached.length > 0).toBe(left);
      }),
    );
  });
});
