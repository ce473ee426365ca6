import type { TaskCard } from '#contracts/api/task';
import type { Lots } from '../support/seeded.ts';
import type { Delivery } from './ledger.ts';

export interface Move {
  /** Epoch ms at which the person gets round to it. */
  at: number;
  verb: 'ack' | 'due' | 'transfer' | 'delegate' | 'signers' | 'sign' | 'nudge' | 'pause' | 'resume' | 'tick' | 'return' | 'stale' | 'complete';
  delivery: Delivery;
}

const DELIVERIES: Record<Delivery, number> = { plain: 70, twice: 8, 'again-later': 6, lost: 12, 'lost-for-good': 4 };
export const deliveryOf = (lots: Lots): Delivery => lots.weighed(DELIVERIES);

/** What one person does about one task, in order, ending with its completion (or with passing it on). `second` is a second of this test's tempo, in ms. */
export function conductOf(lots: Lots, card: TaskCard, { from, second, passedOn }: { from: number; second: number; passedOn: boolean }): Move[] {
  // A clock of days, or one that a pause has stopped, is worked on like the others.
  const due = Math.min(card.dueAt ?? Infinity, from + 8 * second);
  const share = (low: number, high: number): number => from + lots.between(low, high) * Math.max(second, due - from);
  const after = (low: number, high: number): number => due + lots.between(low, high) * second;
  const moves: Array<Omit<Move, 'delivery'>> = [];
  if (card.step === 'production' && lots.chance(0.2)) moves.push({ at: share(0.1, 0.5), verb: 'tick' });
  if (lots.chance(0.06)) moves.push({ at: share(0.05, 0.3), verb: 'stale' });
  switch (lots.weighed({ prompt: 56, late: 20, acknowledging: 9, moving: 8, passing: passedOn ? 0 : 6, delegating: passedOn ? 0 : 5, cosigning: passedOn || card.subject.check ? 0 : 4, pausing: 4, returning: card.key === 'editing' ? 6 : 0 })) {
    case 'prompt':
      moves.push({ at: share(0.1, 0.8), verb: 'complete' });
      break;
    case 'late':
      moves.push({ at: after(0, 7), verb: 'complete' });
      break;
    case 'acknowledging':
      moves.push({ at: after(-0.5, 2), verb: 'ack' }, { at: after(2, 7), verb: 'complete' });
      break;
    case 'moving':
      moves.push({ at: share(0.3, 1.3), verb: 'due' }, { at: after(0.5, 6), verb: 'complete' });
      break;
    case 'passing':
      moves.push({ at: share(0.1, 1.2), verb: 'transfer' });
      break;
    case 'delegating':
      moves.push({ at: share(0.1, 0.6), verb: 'delegate' });
      break;
    case 'cosigning':
      moves.push({ at: share(0.05, 0.3), verb: 'signers' }, { at: share(0.4, 0.9), verb: 'complete' });
      break;
    case 'pausing':
      moves.push({ at: share(0.1, 0.5), verb: 'nudge' }, { at: share(0.5, 0.8), verb: 'pause' }, { at: after(0, 2), verb: 'resume' }, { at: after(2, 5), verb: 'complete' });
      break;
    case 'returning':
      moves.push({ at: share(0.2, 1.2), verb: 'return' }, { at: after(1, 3), verb: 'complete' });
      break;
  }
  return moves.map((move) => ({ ...move, delivery: deliveryOf(lots) }));
}

type Answers = Record<string, unknown>;
const DEFECTS = [{ code: 'subtitle-typo', note: 'A typo at 00:23' }];

/** How a task's form is answered beyond its example. */
export function answersTo(lots: Lots, { key, subject }: TaskCard, people: readonly string[]): Answers {
  if (subject.check) return lots.chance(0.2) ? { decision: 'failed', defects: DEFECTS } : {};
  if (key === 'requirement-review') return { decision: lots.chance(0.1) ? 'revise' : 'go' };
  if (key === 'rework-decision') return { decision: lots.pick(['continue', 'drop']) };
  if (key !== 'retrospective') return {};
  const due = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
  return { actions: lots.chance(0.3) ? [{ title: 'Move the product to second 20', owner: lots.pick(people), due }] : [], case: { title: 'Chaos', contentType: 'knowledge' } };
}
