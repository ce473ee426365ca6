import type { Playbook } from '#contracts/playbook';
import type { Problem } from './problem.ts';

/** What the code of a process names of its playbook: a version without one of these would stop its runs half-way. */
interface Needs {
  steps: readonly string[];
  groups?: readonly string[];
  tasks?: readonly string[];
  meetings?: readonly string[];
  checkpoints?: readonly string[];
  settings?: readonly string[];
}

/** By workflow type (workflows/). Steps are code, so a playbook names exactly these, in whatever order. */
const PROCESSES: Record<string, Needs> = {
  taskChain: { steps: ['chain'], groups: ['chain'] },
  collaborationLoop: {
    steps: ['review', 'planning', 'production', 'monitoring', 'retrospective'],
    groups: ['pre-work', 'production'],
    tasks: ['daily-check', 'weekly-check', 'final-check', 'rework', 'rework-decision', 'publishing', 'action'],
    meetings: ['requirement-review', 'retrospective'],
    checkpoints: ['launch-metrics'],
    settings: ['turns.max', 'rework.cap', 'checks.daily.every', 'checks.weekly.every'],
  },
};

/** Where a playbook and the code of its process do not fit; empty when its runs can be walked from end to end. */
export function lintProcess(playbook: Playbook): Problem[] {
  const needs = Object.hasOwn(PROCESSES, playbook.process) ? PROCESSES[playbook.process] : undefined;
  if (!needs) return [{ path: 'process', message: `this release has no process "${playbook.process}"` }];
  const steps = playbook.steps.map(({ key }) => key);
  const lacking = (part: 'groups' | 'tasks' | 'meetings' | 'checkpoints' | 'settings'): Problem[] =>
    (needs[part] ?? []).filter((key) => !Object.hasOwn(playbook[part], key)).map((key) => ({ path: `${part}.${key}`, message: `the process ${playbook.process} needs it` }));
  return [
    ...needs.steps.filter((step) => !steps.includes(step)).map((step) => ({ path: 'steps', message: `the process ${playbook.process} has a step "${step}" that is missing` })),
    ...steps.flatMap((step, index) => (needs.steps.includes(step) ? [] : [{ path: `steps.${index}.key`, message: `the process ${playbook.process} has no step "${step}"` }])),
    ...(['groups', 'tasks', 'meetings', 'checkpoints', 'settings'] as const).flatMap(lacking),
  ];
}
