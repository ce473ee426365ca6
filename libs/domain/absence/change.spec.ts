import { judgeAbsence, stateOf } from './change.ts';

const span = (changes: object = {}) => ({ personId: 'a', deputyId: 'b', from: 10, until: 20, ...changes });
const paths = (...args: Parameters<typeof judgeAbsence>) => judgeAbsence(...args).map(({ path }) => path);

it('stands where its times put it', () => {
  const state = (now: number, cancelledAt: number | null = null) => stateOf({ from: 10, until: 20, cancelledAt }, now);
  expect([9, 10, 19, 20].map((now) => state(now))).toEqual(['planned', 'away', 'away', 'over']);
  expect(state(15, 12)).toBe('cancelled');
});

it('may begin in the past but must end in the future, after it begins, with somebody else standing in', () => {
  expect(paths(span(), null, 15)).toEqual([]);
  expect(paths(span(), null, 20)).toEqual(['until']);
  expect(paths(span({ until: 10 }), null, 5)).toEqual(['until']);
  expect(paths(span({ deputyId: 'a' }), null, 5)).toEqual(['deputyId']);
  expect(paths(span({ deputyId: null }), null, 5)).toEqual([]);
});

it('may be moved before it begins; afterwards only its end', () => {
  expect(paths(span({ from: 12 }), span(), 5)).toEqual([]);
  expect(paths(span({ from: 12 }), span(), 11)).toEqual(['from']);
  expect(paths(span({ until: 30 }), span(), 11)).toEqual([]);
  expect(paths(span({ until: 11 }), span(), 12)).toEqual(['until']);
});
