import type { LadderDefinition } from '#contracts/playbook';
import type { Length, RungDefinition } from '#domain/ladder/sentences';

/** The ladder of one severity, or the one for all others. */
export type LadderKind = 'default' | '1' | '2' | '3' | '4';
export interface Rungs {
  rungs: RungDefinition[];
  /** Absent where a severity leaves it to the ladder itself. */
  acknowledgeFor?: Length | undefined;
}
export const NEW_RUNG: RungDefinition = { after: { working: 'PT4H' }, to: [{ kind: 'manager' }], hold: 'none' };

export const rungsOf = (ladder: LadderDefinition, kind: LadderKind): Rungs => (kind === 'default' ? ladder : (ladder.variants[kind] ?? { rungs: [] }));

export function withRungs(ladder: LadderDefinition, kind: LadderKind, { rungs, acknowledgeFor }: Rungs): LadderDefinition {
  if (kind === 'default') return { ...ladder, rungs, acknowledgeFor: acknowledgeFor ?? ladder.acknowledgeFor };
  return { ...ladder, variants: { ...ladder.variants, [kind]: { rungs, ...(acknowledgeFor ? { acknowledgeFor } : {}) } } };
}

/** A severity's own rungs begin as those of all others. */
export const withVariant = (ladder: LadderDefinition, kind: Exclude<LadderKind, 'default'>): LadderDefinition => ({ ...ladder, variants: { ...ladder.variants, [kind]: { rungs: ladder.rungs } } });
export function withoutVariant(ladder: LadderDefinition, kind: Exclude<LadderKind, 'default'>): LadderDefinition {
  const { [kind]: _gone, ...variants } = ladder.variants;
  return { ...ladder, variants };
}

/** The list with one of its items a place up (-1) or down (1); as it is where there is no such place. */
export function moved<T>(items: readonly T[], index: number, by: -1 | 1): T[] {
  const to = index + by;
  if (to < 0 || to >= items.length) return [...items];
  const next = [...items];
  [next[index], next[to]] = [next[to]!, next[index]!];
  return next;
}
