import fc from 'fast-check';
import { absenceAt, CHAIN_MAX, chainOf, coverOf, type Absence, type Absences } from './cover.ts';

const people = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const away = (person: string, deputy: string | null, from = 0, until = 100): Absence => ({ id: `${person}-${from}`, person, from, until, deputy });
const known = (absences: Absence[], deputies: Record<string, string> = {}, active = people): Absences => ({ absences, deputies, active });
const deputy = (person: string, absences: Absences, at = 50) => coverOf(person, at, absences)?.deputy;

describe('who stands in', () => {
  it('is nobody while the person is there: from its beginning to just before its end an absence holds', () => {
    const one = known([away('a', 'b', 10, 20)]);
    expect([9, 10, 19, 20].map((at) => coverOf('a', at, one))).toEqual([null, { deputy: 'b', absenceId: 'a-10', until: 20 }, { deputy: 'b', absenceId: 'a-10', until: 20 }, null]);
  });

  it('is the deputy named, else the default one; never somebody who has left', () => {
    expect(deputy('a', known([away('a', 'b')], { a: 'c' }))).toBe('b');
    expect(deputy('a', known([away('a', null)], { a: 'c' }))).toBe('c');
    expect(deputy('a', known([away('a', 'b')], { a: 'c' }, ['a', 'c']))).toBe('c');
    expect(deputy('a', known([away('a', 'b')], {}, ['a']))).toBeNull();
  });

  it('follows a deputy who is away as well, at that time', () => {
    const chain = known([away('a', 'b'), away('b', 'c', 40, 60), away('c', 'd', 45, 55)]);
    expect([39, 40, 45, 55, 60].map((at) => deputy('a', chain, at))).toEqual(['b', 'c', 'd', 'c', 'b']);
  });

  it('is nobody in a ring, and at the end of a chain that is too long', () => {
    expect(deputy('a', known([away('a', 'b'), away('b', 'a')]))).toBeNull();
    expect(deputy('a', known([away('a', 'a')]))).toBeNull();
    const line = people.slice(0, -1).map((person, index) => away(person, people[index + 1]!));
    expect(deputy('a', known(line.slice(0, CHAIN_MAX)))).toBe('f');
    expect(deputy('a', known(line.slice(0, CHAIN_MAX + 1)))).toBeNull();
  });

  it('is at the end of a chain that says whom it went through and why it ends', () => {
    const chain = (absences: Absence[]) => chainOf(absences[0]!, 50, known(absences));
    expect(chain([away('a', 'b'), away('b', 'c')])).toEqual({ people: ['b', 'c'], end: 'found' });
    expect(chain([away('a', 'b'), away('b', null)])).toEqual({ people: ['b'], end: 'nobody' });
    expect(chain([away('a', 'b'), away('b', 'a')])).toEqual({ people: ['b', 'a'], end: 'ring' });
    expect(chain([away('a', 'b'), away('b', 'c'), away('c', 'b')])).toEqual({ people: ['b', 'c', 'b'], end: 'ring' });
    expect(chain(people.slice(0, -1).map((person, index) => away(person, people[index + 1]!))).end).toBe('too-long');
  });

  it('for any absences: whoever it names works here, is there, and is somebody else; and every chain ends', () => {
    const some = fc.record({ person: fc.constantFrom(...people), deputy: fc.option(fc.constantFrom(...people), { nil: null }), from: fc.nat(20), length: fc.integer({ min: 1, max: 20 }) });
    const deputies = fc.dictionary(fc.constantFrom(...people), fc.constantFrom(...people));
    fc.assert(
      fc.property(fc.array(some, { maxLength: 16 }), deputies, fc.subarray(people), fc.nat(40), fc.constantFrom(...people), (rows, defaults, active, at, person) => {
        const absences = rows.map(({ length, ...row }, index) => ({ ...row, id: `${index}`, until: row.from + length }));
        const cover = coverOf(person, at, { absences, deputies: defaults, active });
        expect(cover === null).toBe(absenceAt(person, at, absences) === null);
        if (!cover || cover.deputy === null) return;
        expect(active).toContain(cover.deputy);
        expect(absenceAt(cover.deputy, at, absences)).toBeNull();
        expect(cover.deputy).not.toBe(person);
        expect(cover.until).toBeGreaterThan(at);
      }),
    );
  });

  it('for any absences: a chain is the deputy, or goes on as the deputy’s own does', () => {
    const some = fc.record({ person: fc.constantFrom(...people), deputy: fc.constantFrom(...people) });
    fc.assert(
      fc.property(fc.uniqueArray(some, { selector: ({ person }) => person }), fc.constantFrom(...people), (rows, person) => {
        const all = known(rows.map((row) => away(row.person, row.deputy)));
        const own = rows.find((row) => row.person === person);
        const mine = deputy(person, all);
        if (!own || !mine) return;
        expect(mine).toBe(rows.some((row) => row.person === own.deputy) ? deputy(own.deputy, all) : own.deputy);
      }),
    );
  });
});
