import { barOf } from './span.ts';

const window = { from: 100, until: 200 };

it('lies where it begins, cut to the window, and nowhere when it is outside', () => {
  expect(barOf({ from: 110, until: 160 }, window)).toEqual({ start: 10, length: 50 });
  expect(barOf({ from: 0, until: 120 }, window)).toEqual({ start: 0, length: 20 });
  expect(barOf({ from: 190, until: 900 }, window)).toEqual({ start: 90, length: 10 });
  expect(barOf({ from: 200, until: 300 }, window)).toBeNull();
  expect(barOf({ from: 0, until: 100 }, window)).toBeNull();
});
