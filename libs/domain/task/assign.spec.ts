import fc from 'fast-check';
import type { Directory } from '#contracts/process';
import type { Assignment } from '#contracts/task';
import { poolOf, resolveAssignment, type AssignmentContext } from './assign.ts';

const people = ['a', 'b', 'c', 'manager', 'admin'];
type Away = Record<string, string | null>;
function directory(holders: string[], away: Away = {}, leads: Record<string, string> = {}): Directory {
  const facts = people.map((id) => [id, { calendarId: 'org', lead: leads[id] ?? null, cover: id in away ? { deputy: away[id] ?? null, absenceId: `of-${id}`, until: 9 } : null }]);
  return { asOf: 0, roles: { copy: holders }, teams: { desk: { lead: 'c', members: ['a', 'b'] } }, admins: ['admin'], people: Object.fromEntries(facts) };
}
const context = (changes: Partial<AssignmentContext> = {}): AssignmentContext => ({ directory: directory(['a']), managerId: 'manager', pinned: {}, excluded: [], actors: {}, assignments: {}, picked: null, ...changes });
const of = (assign: Assignment, changes: Partial<AssignmentContext> = {}) => resolveAssignment(assign, context(changes));
const one = (assignee: string) => ({ assignee, candidates: [], fellToManager: false, cover: null });
const some = (candidates: string[]) => ({ assignee: null, candidates, fellToManager: false, cover: null });
const role = { role: 'copy' };

describe('who gets a task', () => {
  it('goes to the one holder, to all of several as candidates, to the manager when nobody holds the role', () => {
    expect(of(role)).toEqual(one('a'));
    expect(of(role, { directory: directory(['a', 'b']) })).toEqual(some(['a', 'b']));
    expect(of(role, { directory: directory([]) })).toEqual({ ...one('manager'), fellToManager: true });
    expect(of(role, { directory: directory(['a', 'b']), pinned: { copy: 'c' } })).toEqual(one('c'));
    expect(of({ team: 'desk' })).toEqual(some(['a', 'b']));
    expect(of({ person: 'b' })).toEqual(one('b'));
    expect(of({ manager: true })).toEqual(one('manager'));
  });

  it('goes to whoever did another task, and when nobody did, where that task would have gone', () => {
    expect(of({ stepActor: 'cut' }, { actors: { cut: 'b' }, assignments: { cut: role } })).toEqual(one('b'));
    expect(of({ stepActor: 'cut' }, { assignments: { cut: role } })).toEqual(one('a'));
    expect(of({ stepActor: 'cut' }, { assignments: { cut: { stepActor: 'shot' }, shot: { person: 'c' } } })).toEqual(one('c'));
    expect(of({ stepActor: 'cut' }, { assignments: { cut: { stepActor: 'cut' } } })).toEqual(one('manager'));
    expect(of({ stepActor: 'unknown' })).toEqual(one('manager'));
  });

  it('goes to the manager of somebody: the lead of their team, else the manager of the run', () => {
    const led = directory(['a', 'b'], {}, { a: 'c' });
    expect(of({ managerOf: { person: 'a' } }, { directory: led })).toEqual(one('c'));
    expect(of({ managerOf: { person: 'b' } }, { directory: led })).toEqual(one('manager'));
    expect(of({ managerOf: { role: 'copy' } }, { directory: led })).toEqual(some(['c', 'manager']));
    expect(of({ managerOf: { stepActor: 'cut' } }, { directory: led, actors: { cut: 'a' } })).toEqual(one('c'));
    expect(of({ managerOf: { role: 'nobody' } }, { directory: led })).toEqual(one('manager'));
  });

  it('has one picked only where the playbook asks for it, among those at work and not excluded', () => {
    const both = { directory: directory(['a', 'b', 'c'], { c: null }) };
    expect(poolOf(role, context(both))).toBeNull();
    expect(poolOf({ ...role, pick: 'claim' }, context(both))).toBeNull();
    expect(poolOf({ ...role, pick: 'round-robin' }, context(both))).toEqual({ pool: 'role/copy', people: ['a', 'b'], strategy: 'round-robin' });
    expect(poolOf({ team: 'desk', pick: 'least-loaded' }, context({ ...both, excluded: ['a'] }))).toEqual({ pool: 'team/desk', people: ['b'], strategy: 'least-loaded' });
    expect(poolOf({ ...role, pick: 'round-robin' }, context({ ...both, pinned: { copy: 'a' } }))).toBeNull();
    expect(of({ ...role, pick: 'round-robin' }, { ...both, picked: 'b' })).toEqual(one('b'));
  });
});

describe('when people are away', () => {
  const cover = { for: 'a', absenceId: 'of-a' };
  it('asks the others who hold the role, and the deputy when there are none', () => {
    expect(of(role, { directory: directory(['a', 'b'], { a: 'c' }) })).toEqual(one('b'));
    expect(of(role, { directory: directory(['a'], { a: 'c' }) })).toEqual({ ...one('c'), cover });
    expect(of({ manager: true }, { directory: directory([], { manager: 'b' }) })).toEqual({ ...one('b'), cover: { for: 'manager', absenceId: 'of-manager' } });
  });

  it('without a deputy asks the lead, then the manager of the run, each for the absent person', () => {
    expect(of(role, { directory: directory(['a'], { a: null }, { a: 'c' }) })).toEqual({ ...one('c'), cover });
    expect(of(role, { directory: directory(['a'], { a: null, c: 'b' }, { a: 'c' }) })).toEqual({ ...one('manager'), cover });
    expect(of(role, { directory: directory(['a'], { a: null }) })).toEqual({ ...one('manager'), cover });
    expect(of({ manager: true }, { directory: directory([], { manager: null }) })).toEqual(one('manager'));
  });

  it('passes over a deputy who would judge their own work', () => {
    expect(of(role, { directory: directory(['a'], { a: 'c' }), excluded: ['c'] })).toEqual({ ...one('manager'), cover });
  });

  it('a role that nobody holds falls to whoever stands in for the manager', () => {
    expect(of(role, { directory: directory([], { manager: 'b' }) })).toEqual({ ...one('b'), fellToManager: true, cover: { for: 'manager', absenceId: 'of-manager' } });
  });

  it('never reaches anybody excluded, and somebody whenever anybody is left', () => {
    const aways = fc.dictionary(fc.constantFrom(...people), fc.option(fc.constantFrom(...people), { nil: null }));
    const leads = fc.dictionary(fc.constantFrom(...people), fc.constantFrom(...people));
    fc.assert(
      fc.property(fc.subarray(people), fc.subarray(people), aways, leads, (holders, excluded, away, lead) => {
        const { assignee, candidates, cover: standing } = of(role, { directory: directory(holders, away, lead), excluded });
        const reached = assignee === null ? candidates : [assignee];
        expect(reached.some((person) => excluded.includes(person))).toBe(false);
        const left = [...holders, 'manager', 'admin'].some((person) => !excluded.includes(person));
        if (left) expect(reached.length).toBeGreaterThan(0);
        if (standing) expect([reached.includes(standing.for), standing.for in away]).toEqual([false, true]);
      }),
    );
  });
});
