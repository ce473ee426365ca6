import { MAX_RUNG_FACTS, type ClockState, type Deadline, type LadderKey, type RungFact } from '#contracts/clock';
import { isEscalation } from './deadlines.ts';

/** Which ladder of its policy is in force: the variant of the severity when there is one. */
export const ladderKeyOf = ({ policy, severity }: Pick<ClockState, 'policy' | 'severity'>): LadderKey =>
  severity && policy.variants?.[`${severity.level}`] ? `${severity.level}` : 'default';

/** Indices of the rungs that are still to come, repeats included, each once. */
export const pendingRungs = (agenda: readonly Deadline[]): number[] => [...new Set(agenda.filter(isEscalation).map(({ index }) => index))].sort((a, b) => a - b);

type Told = Pick<RungFact, 'what' | 'at'> & Partial<RungFact>;

/** Keeps what came of rungs (by default of all that were still to come); nothing when it concerns none. */
export function note(clock: ClockState, fact: Told): ClockState {
  const rungs = fact.rungs ?? pendingRungs(clock.agenda);
  if (rungs.length === 0) return clock;
  const log = [...(clock.rungLog ?? []), { ...fact, rungs, ladder: fact.ladder ?? ladderKeyOf(clock), epoch: fact.epoch ?? clock.epoch }];
  const dispensable = log.findIndex(({ what }) => what !== 'fired');
  return { ...clock, rungLog: log.length <= MAX_RUNG_FACTS || dispensable < 0 ? log : log.toSpliced(dispensable, 1) };
}
