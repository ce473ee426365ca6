import { judgeMetrics } from './floors.ts';

const floors = [
  { metric: 'plays', floor: 1_000, nodes: ['24h'] },
  { metric: 'completion-rate', floor: 0.2, nodes: ['24h', '7d'] },
];

it('judges a node by the floors that hold there; missing is missing, never zero (2.3, 4.3)', () => {
  expect(judgeMetrics('24h', floors, { plays: 999, 'completion-rate': null })).toEqual([
    { metric: 'plays', floor: 1_000, value: 999, verdict: 'under' },
    { metric: 'completion-rate', floor: 0.2, value: null, verdict: 'missing' },
  ]);
  expect(judgeMetrics('7d', floors, { 'completion-rate': 0.2 })).toEqual([{ metric: 'completion-rate', floor: 0.2, value: 0.2, verdict: 'ok' }]);
  expect(judgeMetrics('48h', floors, {})).toEqual([]);
});
