import type { Playbook } from '#contracts/playbook';
import type { Json } from '#contracts/text';
import { InvalidError, type FieldIssue } from '#domain/errors';
import { validateInput, validateSettings, type FieldProblem } from '#platform/playbooks/validate';

const ISO = /^P(?!$)(\d+D)?(T(?!$)(\d+H)?(\d+M)?(\d+S)?)?$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** What a start named, taken apart and found good. */
export interface CheckedInput {
  input: Record<string, Json>;
  settings: Record<string, Json>;
}

/** Checks `input` against the playbook's input schema and `input.settings` key by key against its settings. @throws InvalidError naming every bad field */
export function checkRunInput(playbook: Playbook, given: Record<string, unknown>): CheckedInput {
  const { settings = {}, ...input } = given;
  const issues = [...under('input', validateInput(playbook, input)), ...under('input.settings', validateSettings(playbook, settings))];
  if (issues.length > 0) throw new InvalidError(issues);
  return { input: input as Record<string, Json>, settings: checkedSettings(playbook, settings, 'input.settings') };
}

/** Settings found good, bare durations written out. @throws InvalidError naming every bad one under `at` */
export function checkedSettings(playbook: Playbook, settings: unknown, at: string): Record<string, Json> {
  const issues = under(at, validateSettings(playbook, settings));
  if (issues.length > 0) throw new InvalidError(issues);
  return Object.fromEntries(Object.entries(settings as Record<string, Json>).map(([key, value]) => [key, normalised(playbook, key, value)] as const));
}

/** Problems of a part, with the paths they have in the whole body. */
export function under(at: string, problems: FieldProblem[]): FieldIssue[] {
  return problems.map(({ path, message }) => ({ path: [at, path].filter(Boolean).join('.'), message }));
}

/** A bare ISO duration is clock time, where the setting is a duration. */
function normalised(playbook: Playbook, key: string, value: Json): Json {
  if (typeof value !== 'string' || !ISO.test(value) || !isDuration(playbook.settings[key]!.default)) return value;
  return { clock: value };
}

function isDuration(value: unknown): boolean {
  return value !== null && typeof value === 'object' && ('working' in value || 'clock' in value);
}

/** Every person that an input names, with where: ids in an input are people's, nothing else has one before a run exists. */
export function peopleNamed(value: unknown, at: string): Array<{ path: string; id: string }> {
  if (typeof value === 'string') return UUID.test(value) ? [{ path: at, id: value.toLowerCase() }] : [];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, item]) => peopleNamed(item, `${at}.${key}`));
}
