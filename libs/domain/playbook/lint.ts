import type { Playbook } from '#contracts/playbook';
import type { Text } from '#contracts/text';
import { AT_RISK_SETTING } from './policy.ts';
import { lintAssignment } from './lint-assignment.ts';
import { lintRaci } from './lint-raci.ts';
import type { Problem } from './problem.ts';
import { settingsShownIn } from './texts.ts';

export type { Problem } from './problem.ts';
type Check = (playbook: Playbook) => Problem[];

/** Every reference of the playbook that leads nowhere; empty for a sound one. The shape itself is `ZPlaybook`'s affair. */
export function lintPlaybook(playbook: Playbook): Problem[] {
  return [lintSettings, lintTexts, lintTasks, lintGroups, lintMeetings, lintGates, lintCheckpoints, lintForms, lintSteps, lintRaci].flatMap((check: Check) => check(playbook));
}

const missing = (map: object, key: string, path: string, noun: string): Problem[] => (Object.hasOwn(map, key) ? [] : [{ path, message: `there is no ${noun} "${key}"` }]);

function lintSettings(playbook: Playbook): Problem[] {
  const { tasks, reminders, ladders, meetings, checkpoints } = playbook;
  const used = settingReferences({ tasks, reminders, ladders, meetings, checkpoints }, '');
  return [...used, { path: 'settings', name: AT_RISK_SETTING }].flatMap(({ path, name }) => missing(playbook.settings, name, path, 'setting'));
}

/** Every `{setting: name}` within the value, with its path. */
function settingReferences(value: unknown, path: string): Array<{ path: string; name: string }> {
  if (typeof value !== 'object' || value === null) return [];
  const entries = Object.entries(value);
  const name = (value as { setting?: unknown }).setting;
  if (entries.length === 1 && typeof name === 'string') return [{ path, name }];
  return entries.flatMap(([key, inner]) => settingReferences(inner, path ? `${path}.${key}` : key));
}

function lintTexts(playbook: Playbook): Problem[] {
  const texts = Object.entries(playbook.tasks).flatMap(([key, task]): Array<[string, Text]> => [[`tasks.${key}.title`, task.title], [`tasks.${key}.description`, task.description]]);
  return texts.flatMap(([path, text]) => settingsShownIn(text).flatMap((name) => missing(playbook.settings, name, path, 'setting')));
}

function lintTasks(playbook: Playbook): Problem[] {
  return Object.entries(playbook.tasks).flatMap(([key, task]) => [
    ...(task.form === null ? [] : missing(playbook.forms, task.form, `tasks.${key}.form`, 'form')),
    ...missing(playbook.ladders, task.ladder, `tasks.${key}.ladder`, 'ladder'),
    ...missing(playbook.reminders, task.reminders, `tasks.${key}.reminders`, 'reminder list'),
    ...repeated(task.checklist.map((item) => item.key), `tasks.${key}.checklist`),
    ...lintAssignment(playbook, key, task.assign),
  ]);
}

function lintGroups(playbook: Playbook): Problem[] {
  return Object.entries(playbook.groups).flatMap(([key, members]) => [
    ...members.flatMap((member, index) => missing(playbook.tasks, member, `groups.${key}.${index}`, 'task')),
    ...repeated(members, `groups.${key}`),
  ]);
}

const lintGates = (playbook: Playbook): Problem[] => Object.entries(playbook.gates).flatMap(([key, gate]) => missing(playbook.tasks, gate.task, `gates.${key}.task`, 'task'));

function lintMeetings(playbook: Playbook): Problem[] {
  return Object.entries(playbook.meetings).flatMap(([key, meeting]) => {
    const path = `meetings.${key}`;
    const form = playbook.forms[playbook.tasks[meeting.task]?.form ?? ''];
    const offered = decisionsOf(form?.schema);
    return [
      ...missing(playbook.tasks, meeting.task, `${path}.task`, 'task'),
      ...meeting.decisions.filter((decision) => !offered.includes(decision)).map((decision) => ({ path: `${path}.decisions`, message: `the form of its task does not offer "${decision}"` })),
    ];
  });
}

function decisionsOf(schema: Record<string, unknown> | undefined): unknown[] {
  const properties = schema?.properties as Record<string, { enum?: unknown[] }> | undefined;
  return properties?.decision?.enum ?? [];
}

function lintCheckpoints(playbook: Playbook): Problem[] {
  return Object.entries(playbook.checkpoints).flatMap(([key, checkpoint]) => {
    const path = `checkpoints.${key}`;
    const nodes = checkpoint.nodes.map((node) => node.key);
    const unknown = checkpoint.metrics.flatMap((metric) => metric.nodes.filter((node) => !nodes.includes(node)).map((node) => ({ path: `${path}.metrics.${metric.metric}`, message: `there is no node "${node}"` })));
    return [
      ...missing(playbook.tasks, checkpoint.underTask, `${path}.underTask`, 'task'),
      ...missing(playbook.tasks, checkpoint.missingTask, `${path}.missingTask`, 'task'),
      ...unknown,
      ...repeated(nodes, `${path}.nodes`),
    ];
  });
}

function lintForms(playbook: Playbook): Problem[] {
  return Object.entries(playbook.forms).flatMap(([key, form]) => {
    const properties = (form.schema.properties ?? {}) as object;
    return form.steers.flatMap((answer) => missing(properties, answer, `forms.${key}.steers`, 'answer'));
  });
}

const lintSteps = (playbook: Playbook): Problem[] => repeated(playbook.steps.map((step) => step.key), 'steps');

const repeated = (keys: string[], path: string): Problem[] => keys.filter((key, index) => keys.indexOf(key) !== index).map((key) => ({ path, message: `"${key}" is there twice` }));
