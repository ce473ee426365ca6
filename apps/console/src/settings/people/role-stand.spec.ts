import { standOf } from './role-stand.ts';

it('is held from its beginning to just before its end; open dates have none', () => {
  const stands = (fromAt: number | null, untilAt: number | null) => [9, 10, 19, 20].map((now) => standOf({ fromAt, untilAt }, now));
  expect(stands(10, 20)).toEqual(['coming', 'now', 'now', 'past']);
  expect(stands(null, 20)).toEqual(['now', 'now', 'now', 'past']);
  expect(stands(10, null)).toEqual(['coming', 'now', 'now', 'now']);
  expect(stands(null, null)).toEqual(['now', 'now', 'now', 'now']);
  // Ended before it began: it never was.
  expect(standOf({ fromAt: 10, untilAt: 10 }, 10)).toBe('past');
});
