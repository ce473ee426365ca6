import type { Delegation, Task } from '#contracts/task';
import { nextSigners } from './signing.ts';

/** What a person has to do with an open task: do it, sign it, see to one of its checklist items, or wait until it comes back. */
export const PARTS = ['do', 'sign', 'item', 'wait'] as const;
export type Part = (typeof PARTS)[number];
type Held = Pick<Task, 'assignee' | 'candidates' | 'delegation' | 'signing' | 'checklist'>;

/** The delegation under way: the delegate works, the assignee waits. Null when there is none or it was handed back. */
export const openDelegation = ({ delegation }: Pick<Task, 'delegation'>): Delegation | null => (delegation && !delegation.handedBack ? delegation : null);
/** What was handed in and waits for signatures, or null. */
export const submission = ({ signing }: Pick<Task, 'signing'>) => signing?.submitted ?? null;

/** Everybody with a part in the task as it stands, each once with the first that fits: whoever acts now before whoever waits. Says nothing of whether it is closed. */
export function partsOf(task: Held): Map<string, Part> {
  const parts = new Map<string, Part>();
  const give = (people: ReadonlyArray<string | null>, part: Part): void => people.forEach((person) => person !== null && !parts.has(person) && parts.set(person, part));
  const submitted = submission(task);
  const delegated = openDelegation(task);
  const holders = task.assignee === null ? task.candidates : [task.assignee];
  if (submitted) give(nextSigners(task.signing), 'sign');
  else give(delegated ? [delegated.to] : holders, 'do');
  if (!submitted) give(task.checklist.flatMap(({ owner, done }) => (owner && !done ? [owner] : [])), 'item');
  if (submitted || delegated) give([submitted?.by ?? null, ...holders], 'wait');
  return parts;
}

/** Whose turn it is: who does it or signs it. */
export const actingOn = (task: Held): string[] => [...partsOf(task)].flatMap(([person, part]) => (part === 'do' || part === 'sign' ? [person] : []));

/** Everybody who has or had to do with it, for who may see it: holders, delegate, signers, owners of items, the accountable, whoever it is covered for. */
export function peopleOf(task: Held & Pick<Task, 'accountable' | 'cover'>): string[] {
  const { assignee, candidates, delegation, signing, checklist, accountable, cover } = task;
  const named = [assignee, ...candidates, delegation?.by, delegation?.to, signing?.submitted?.by, ...(signing?.signers ?? []).map(({ person }) => person), ...checklist.map(({ owner }) => owner), accountable, cover?.for];
  return [...new Set(named.filter((person): person is string => typeof person === 'string'))];
}
