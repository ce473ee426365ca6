import type { Directory, PersonFacts } from '#contracts/process';
import type { Cover } from '#contracts/task';

interface Within {
  directory: Directory;
  excluded: readonly string[];
}

/** What a run knows of a person. Directories that releases before absences recorded name no people. */
export const personIn = (directory: Directory, person: string): PersonFacts | null => directory.people?.[person] ?? null;

export const isAway = (person: string, directory: Directory): boolean => (personIn(directory, person)?.cover ?? null) !== null;

/**
 * Who has the work of somebody away, as the directory knows it: the deputy at the end of the chain, else the lead of the person's team
 * (handbook 4.3, "manager of"); never somebody excluded or a lead who is away as well. Null when nobody is left.
 */
export function coverFor(person: string, { directory, excluded }: Within): { deputy: string; cover: Pick<Cover, 'for' | 'absenceId'> } | null {
  const facts = personIn(directory, person);
  if (!facts?.cover) return null;
  const may = (candidate: string | null): candidate is string => candidate !== null && candidate !== person && !excluded.includes(candidate);
  const cover = { for: person, absenceId: facts.cover.absenceId };
  if (may(facts.cover.deputy)) return { deputy: facts.cover.deputy, cover };
  return may(facts.lead) && !isAway(facts.lead, directory) ? { deputy: facts.lead, cover } : null;
}
