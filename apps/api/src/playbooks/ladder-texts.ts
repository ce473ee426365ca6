import type { Rung } from '#contracts/clock';
import type { Text } from '#contracts/text';
import { acknowledgedSentence, rungSentence } from '#domain/ladder/sentences';

/** The rungs of a ladder, and what acknowledging does, one sentence each in both languages: as the editor writes them. */
export function ladderSentences({ ladder, acknowledgeFor }: { ladder: readonly Rung[]; acknowledgeFor: Rung['after'] }): Text[] {
  return [...ladder.map((rung) => rungSentence(rung)), acknowledgedSentence(acknowledgeFor)];
}
