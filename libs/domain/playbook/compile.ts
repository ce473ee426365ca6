import type { SkipRule } from '../task/skip.ts';
import type { CheckpointDefinition, MeetingDefinition, Playbook, TaskDefinition } from '#contracts/playbook';
import type { CompiledCheckpoint, CompiledMeeting, CompiledTask, ProcessDefinition } from '#contracts/process';
import type { Json } from '#contracts/text';
import { PlaybookError } from './errors.ts';
import { givenTask, type Start } from './given.ts';
import { clockPolicy } from './policy.ts';
import { fixedMsOf, numberOf, recurrenceOf, resolveSettings, type Settings } from './settings.ts';
import { fillText } from './texts.ts';

/**
 * A playbook version with a run's settings put in place: what the run pins. Values are not checked against the settings' schemas
 * here (libs/platform/playbooks `validateSettings` does); a value of the wrong kind still throws rather than reach a run.
 * @param overrides the run's `input.settings`, by setting name
 * @param start what the start of the run said, for tasks that leave themselves to it
 * @throws PlaybookError for an unknown setting or reference, or a setting that is not what its use needs.
 */
export function compilePlaybook(playbook: Playbook, overrides: Record<string, Json>, start?: Start): ProcessDefinition {
  const settings = resolveSettings(playbook, overrides);
  return {
    slug: playbook.slug,
    version: playbook.version,
    process: playbook.process,
    calendarId: playbook.calendar,
    ...(playbook.auditReads && { auditReads: true }),
    steps: playbook.steps.map(({ key, title, raci }) => ({ key, title, ...(raci && { raci }) })),
    tasks: mapped(playbook.tasks, (task, key) => {
      const compiled = compileTask(playbook, key, task, settings);
      return task.fromInput && start ? givenTask(playbook, compiled, start) : compiled;
    }),
    groups: playbook.groups,
    meetings: mapped(playbook.meetings, (meeting) => compileMeeting(meeting, settings)),
    gates: playbook.gates,
    checkpoints: mapped(playbook.checkpoints, (checkpoint) => compileCheckpoint(checkpoint, settings)),
    settings,
  };
}

/** Who may skip a task alone: what steers the run only where its definition says who. */
export const skipRule = (playbook: Pick<Playbook, 'forms'>, { skip, form }: Pick<TaskDefinition, 'skip' | 'form'>): SkipRule =>
  skip ?? (form !== null && (playbook.forms[form]?.steers.length ?? 0) > 0 ? 'never' : 'managers');

function compileTask(playbook: Playbook, key: string, task: TaskDefinition, settings: Settings): CompiledTask {
  const { due: _due, form, ladder: _ladder, reminders: _reminders, ...rest } = task;
  return {
    ...rest,
    skip: skipRule(playbook, task),
    key,
    title: fillText(task.title, settings),
    description: fillText(task.description, settings),
    form: form === null ? null : formRef(playbook, form),
    policy: clockPolicy(playbook, task, settings),
  };
}

function formRef(playbook: Playbook, key: string): { key: string; version: number } {
  const form = Object.hasOwn(playbook.forms, key) ? playbook.forms[key] : undefined;
  if (form === undefined) throw new PlaybookError('unknown-reference', key, `the playbook has no form "${key}"`);
  return { key, version: form.version };
}

function compileMeeting(meeting: MeetingDefinition, settings: Settings): CompiledMeeting {
  const { recurrence, duration, ...rest } = meeting;
  return { ...rest, recurrence: recurrenceOf(recurrence, settings), durationMs: fixedMsOf(duration, settings) };
}

function compileCheckpoint(checkpoint: CheckpointDefinition, settings: Settings): CompiledCheckpoint {
  return {
    source: checkpoint.source,
    nodes: checkpoint.nodes.map(({ key, after }) => ({ key, afterMs: fixedMsOf(after, settings) })),
    metrics: checkpoint.metrics.map((metric) => ({ ...metric, floor: numberOf(metric.floor, settings) })),
    underTask: checkpoint.underTask,
    missingTask: checkpoint.missingTask,
  };
}

const mapped = <A, B>(from: Record<string, A>, make: (value: A, key: string) => B): Record<string, B> => Object.fromEntries(Object.entries(from).map(([key, value]) => [key, make(value, key)]));
