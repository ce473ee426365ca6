import { nextAfter, stepFrom } from './next.ts';

const ids = ['a', 'b', 'c'];

test('what follows the finished task opens, whether the list has lost it already or not', () => {
  expect(nextAfter(ids, { id: 'b', index: 1 })).toBe('c');
  expect(nextAfter(['a', 'c'], { id: 'b', index: 1 })).toBe('c');
  expect(nextAfter(ids, { id: 'c', index: 2 })).toBe('b');
  expect(nextAfter(['a', 'b'], { id: 'c', index: 2 })).toBe('b');
  expect(nextAfter(['a'], { id: 'a', index: 0 })).toBeNull();
});

test('j and k walk the list and stop at its ends', () => {
  expect([stepFrom(ids, null, 1), stepFrom(ids, 'a', 1), stepFrom(ids, 'c', 1), stepFrom(ids, 'a', -1), stepFrom([], 'a', 1)]).toEqual(['a', 'b', 'c', 'a', null]);
});
