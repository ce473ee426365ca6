import type { DigestDue, DigestLine, DigestRun } from '#contracts/notice';
import type { Raci } from '#contracts/playbook';
import type { Text } from '#contracts/text';
import type { Organisation } from '../audience/reach.ts';

/** A run with whom its steps inform. */
export interface InformingRun {
  id: string;
  title: string;
  managerId: string;
  /** People whom the start named for a role. */
  pinned: Record<string, string>;
  steps: Array<{ key: string; title: Text; informed: Raci['informed'] }>;
}
/** What happened in a step of a run, and what is due in it. */
export type Happening = Omit<DigestLine, 'step'> & { runId: string; step: string };
export type ComingUp = DigestDue & { runId: string; step: string };

export interface DigestFacts {
  runs: readonly InformingRun[];
  happenings: readonly Happening[];
  due: readonly ComingUp[];
}

/** Whom a step informs as the organisation stands: each once, none who left. */
export function informedOf(informed: Raci['informed'], run: Pick<InformingRun, 'managerId' | 'pinned'>, organisation: Organisation): string[] {
  const people = informed.flatMap((one): readonly string[] => {
    if ('manager' in one) return [run.managerId];
    if ('person' in one) return [one.person];
    if ('team' in one) return organisation.teams[one.team]?.members ?? [];
    const pinned = run.pinned[one.role];
    return pinned ? [pinned] : (organisation.roles[one.role] ?? []);
  });
  return [...new Set(people)].filter((person) => organisation.active.includes(person));
}

/** The digest of one person: runs by title, in each what happened in the steps they are informed of, by time, and what is due there next. Runs with neither are left out. */
export function digestOf(person: string, { runs, happenings, due }: DigestFacts, organisation: Organisation): DigestRun[] {
  const parts = runs.map((run): DigestRun => {
    const steps = new Map(run.steps.filter(({ informed }) => informedOf(informed, run, organisation).includes(person)).map(({ key, title }) => [key, title]));
    const mine = <T extends { runId: string; step: string }>(one: T): boolean => one.runId === run.id && steps.has(one.step);
    return {
      runId: run.id,
      title: run.title,
      happened: happenings.filter(mine).map(({ runId: _runId, step, ...line }) => ({ ...line, step: steps.get(step)! })).sort((a, b) => a.at - b.at || a.n - b.n),
      due: due.filter(mine).map(({ runId: _runId, step: _step, ...task }) => task).sort((a, b) => a.dueAt - b.dueAt || (a.taskId < b.taskId ? -1 : 1)),
    };
  });
  const told = parts.filter(({ happened, due: coming }) => happened.length + coming.length > 0);
  return told.sort((a, b) => (a.title < b.title ? -1 : a.title > b.title ? 1 : a.runId < b.runId ? -1 : 1));
}
