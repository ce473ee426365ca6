import { filterOf, isNarrow, paramsOf } from './filter.ts';

test('a filter and its address are the same thing', () => {
  const filter = { view: 'claim', text: '防晒 & co', due: 'week', check: 'final', runId: '6f1c2a34-8f0e-4d5b-9a53-0c7f5f0a1b2c' } as const;
  expect(filterOf(new URLSearchParams(paramsOf(filter)))).toEqual(filter);
  expect(paramsOf({ view: 'mine' })).toBe('');
});

test('what an address makes up is left out', () => {
  expect(filterOf(new URLSearchParams('view=everything&due=never&check=9&text='))).toEqual({ view: 'mine' });
  expect([isNarrow({ view: 'done' }), isNarrow({ view: 'mine', due: 'over' })]).toEqual([false, true]);
});
