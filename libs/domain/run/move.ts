import { FAILURES } from '#contracts/failures';
import type { Meeting } from '#contracts/meeting';
import type { ProcessDefinition } from '#contracts/process';
import type { Task } from '#contracts/task';
import type { Refusal } from '../task/rules.ts';

/** As much of a run's state as a new definition must have a place for. */
export interface Standing {
  definition: ProcessDefinition;
  tasks: Record<string, Task>;
  meetings: Record<string, Meeting>;
  series: Record<string, { active: boolean }>;
  waivers: ReadonlyArray<{ gate: string }>;
  reopened: ReadonlyArray<{ gate: string }>;
}

const invalid = (field: string, message: string): Refusal => ({ type: FAILURES.invalid, message, detail: { field } });

/**
 * What of the run would have no place in `next`, as the refusal that names it; null when everything has. `left` is the block prefix that the run
 * leaves by a mapping: what is open there closes and needs no place.
 */
export function homeless({ definition, tasks, meetings, series, waivers, reopened }: Standing, next: ProcessDefinition, step: string, left: string | null): Refusal | null {
  if (next.slug !== definition.slug || next.process !== definition.process) return invalid('to', 'is a version of another playbook or process');
  if (next.version < definition.version) return invalid('to', 'is older than the version that the run is on');
  if (next.calendarId !== definition.calendarId) return invalid('to', 'counts by another calendar');
  if (!next.steps.some(({ key }) => key === step)) return invalid(`steps.${step}`, `the version has no step "${step}": say where it goes`);
  const stays = (block: string): boolean => left === null || !block.startsWith(left);
  const task = Object.values(tasks).find((one) => one.closedAt === null && stays(one.block) && !Object.hasOwn(next.tasks, one.key));
  if (task) return invalid(`tasks.${task.key}`, `the version has no task "${task.key}", which is open`);
  const keys = new Set([...Object.values(meetings).filter(({ state, taskId }) => state === 'scheduled' && stays(tasks[taskId]?.block ?? '')).map(({ key }) => key), ...Object.keys(series).filter((key) => series[key]!.active)]);
  const meeting = [...keys].find((key) => !Object.hasOwn(next.meetings, key));
  if (meeting) return invalid(`meetings.${meeting}`, `the version has no meeting "${meeting}", which is under way`);
  const gate = [...waivers, ...reopened].find((one) => !Object.hasOwn(next.gates, one.gate));
  return gate ? invalid(`gates.${gate.gate}`, `the version has no gate "${gate.gate}", which is waived or asks again`) : null;
}
