import type { Lots } from '../support/seeded.ts';

export interface LoopInput {
  contentType: string;
  pieces: Array<{ title: string; format: string; account: string }>;
  settings: Record<string, number | { working: string } | { clock: string }>;
}

/**
 * A loop whose clocks run in seconds (compare examples/fast-turn.json), so that people who are late are reminded and escalated on the way.
 * All count elapsed time, so that the hour of the day does not matter; now and then production counts working time, which a pause stops.
 */
export function loopInput(lots: Lots, { tempo, turns }: { tempo: number; turns: number }): LoopInput {
  const clock = (seconds: number): { clock: string } => ({ clock: `PT${Math.max(1, Math.round(seconds * tempo))}S` });
  const between = (low: number, high: number): { clock: string } => clock(lots.between(low, high));
  const due = (): { clock: string } => between(3, 8);
  const node = lots.between(1, 2);
  const nodes = Object.fromEntries(['24h', '48h', '72h', '7d'].map((key, index) => [`monitoring.nodes.${key}`, clock(node * (index + 1))]));
  return {
    contentType: lots.pick(['knowledge', 'tutorial', 'fun-quiz']),
    pieces: Array.from({ length: lots.chance(0.25) ? 2 : 1 }, (_, index) => ({ title: `Piece ${index + 1}`, format: 'single point 60 s', account: 'Douyin / Ingredient Lab' })),
    settings: {
      'pre-work.due': due(), 'check.due': due(), 'rework.due': due(), 'decision.due': due(), 'publishing.due': due(), 'metric.due': due(),
      'production.due': lots.chance(0.3) ? { working: 'PT10M' } : due(),
      'reminders.before': lots.chance(0.3) ? between(1, 2) : { clock: 'PT24H' }, 'reminders.after.every': between(2, 4), 'reminders.after.max': lots.chance(0.3) ? 1 : 0,
      'at-risk.share': lots.chance(0.3) ? 0.8 : 1,
      'ladder.second-rung': between(1, 3), 'ladder.third-rung': between(4, 6), 'ladder.acknowledge': between(1, 3),
      'rework.cap': lots.pick([1, 3]),
      'review.recurrence': between(1, 3), 'review.duration': clock(0.2),
      'retrospective.recurrence': between(10, 16), 'retrospective.duration': clock(0.2),
      'checks.daily.every': between(4, 8), 'checks.weekly.every': between(7, 12),
      'sign-off.due': due(), 'opinion.due': between(2, 6),
      'turns.max': turns, ...nodes,
    },
  };
}
