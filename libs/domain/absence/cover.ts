import type { PersonFacts } from '#contracts/process';

/** One absence that was not cancelled: away from `from` to just before `until` (epoch ms). */
export interface Absence {
  id: string;
  person: string;
  from: number;
  until: number;
  /** Who stands in; null: the person's default deputy. */
  deputy: string | null;
}

export interface Absences {
  absences: readonly Absence[];
  /** Default deputy by person. */
  deputies: Readonly<Record<string, string>>;
  /** People who still work here. */
  active: readonly string[];
}

/** Most deputies that a chain goes through, one away after the other (ours): further on nobody knows the work any more. */
export const CHAIN_MAX = 5;

/** The absence of a person in force at `at`; of several, the one that began first. */
export function absenceAt(person: string, at: number, absences: readonly Absence[]): Absence | null {
  const inForce = absences.filter((absence) => absence.person === person && absence.from <= at && at < absence.until);
  return inForce.sort((a, b) => a.from - b.from || (a.id < b.id ? -1 : 1))[0] ?? null;
}

/**
 * Who stands in for a person at `at` (epoch ms), or null when they are there: their deputy, or whoever stands in for the deputy who is away as
 * well, and so on. `deputy` is null when the chain ends with nobody, comes back to somebody it went through, or is longer than CHAIN_MAX.
 */
export function coverOf(person: string, at: number, known: Absences): PersonFacts['cover'] {
  const absence = absenceAt(person, at, known.absences);
  if (!absence) return null;
  return { deputy: endOfChain(absence, at, known), absenceId: absence.id, until: absence.until };
}

function endOfChain(first: Absence, at: number, known: Absences): string | null {
  const { people, end } = chainOf(first, at, known);
  return end === 'found' ? (people.at(-1) ?? null) : null;
}

/** Why a chain of deputies ends where it does: somebody is there, nobody is named, it comes back to somebody in it, or it is longer than CHAIN_MAX. */
export type ChainEnd = 'found' | 'nobody' | 'ring' | 'too-long';
export interface Chain {
  /** Deputies one after the other; of a ring the last is who it comes back to. */
  people: string[];
  end: ChainEnd;
}

/** The deputies of an absence at `at` (epoch ms), each of whom but the last is away as well. */
export function chainOf(first: Absence, at: number, known: Absences): Chain {
  const people: string[] = [];
  let absence: Absence | null = first;
  while (people.length < CHAIN_MAX) {
    const deputy = deputyOf(absence, known);
    if (deputy === null) return { people, end: 'nobody' };
    const seen = deputy === first.person || people.includes(deputy);
    people.push(deputy);
    if (seen) return { people, end: 'ring' };
    absence = absenceAt(deputy, at, known.absences);
    if (absence === null) return { people, end: 'found' };
  }
  return { people, end: 'too-long' };
}

/** The deputy named for this absence, else the person's default one; somebody who has left is none. */
function deputyOf({ person, deputy }: Absence, { deputies, active }: Absences): string | null {
  return [deputy, deputies[person] ?? null].find((candidate) => candidate !== null && active.includes(candidate)) ?? null;
}
