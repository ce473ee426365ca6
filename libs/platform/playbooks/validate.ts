import type { Playbook } from '#contracts/playbook';
import { schemaProblems } from './ajv.ts';
import type { FieldProblem } from './text-problems.ts';

export type { FieldProblem } from './text-problems.ts';
type Form = Playbook['forms'][string];

/** What is wrong with a task's answers, by field; empty when they may be stored. */
export const validateAnswers = (form: Form, answers: unknown): FieldProblem[] => schemaProblems(form.schema, answers);

/** What is wrong with a run's input; `settings` is left to `validateSettings`. */
export function validateInput(playbook: Playbook, input: unknown): FieldProblem[] {
  if (!isRecord(input)) return [notAnObject];
  const { settings: _settings, ...own } = input;
  return schemaProblems(playbook.input, own);
}

/** What is wrong with `input.settings`; `path` begins with the setting's name. No settings at all is fine. */
export function validateSettings(playbook: Playbook, settings: unknown): FieldProblem[] {
  if (settings === undefined) return [];
  if (!isRecord(settings)) return [notAnObject];
  return Object.entries(settings).flatMap(([name, value]) => settingProblems(playbook, name, value));
}

function settingProblems(playbook: Playbook, name: string, value: unknown): FieldProblem[] {
  const setting = Object.hasOwn(playbook.settings, name) ? playbook.settings[name] : undefined;
  if (setting === undefined) return [{ path: name, message: 'is not a setting of this playbook' }];
  const problems = schemaProblems(setting.schema, value);
  // Of a choice of shapes every branch complains; the branches' own words help nobody.
  if (problems.length > 1) return [{ path: name, message: `must be like ${JSON.stringify(setting.default)}` }];
  return problems.map(({ path, message }) => ({ path: path ? `${name}.${path}` : name, message }));
}

const notAnObject: FieldProblem = { path: '', message: 'must be an object' };
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
