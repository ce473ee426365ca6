import diff, { type Difference } from 'microdiff';
import type { Playbook } from '#contracts/playbook';

/** A playbook as a tree whose leaves are what people read as one value, each as JSON: a text, a duration, an assignment, one field of a form. */
export interface Tree {
  [key: string]: Tree | string;
}
/** One raw difference; `value` and `oldValue` are leaves or trees. */
export type RawChange = Difference & { path: string[]; value?: Tree | string; oldValue?: Tree | string };

/** Lists that are known by a key: their order is compared apart, so that one new item does not make all that follow look changed. */
const KEYED: Record<string, string> = { steps: 'key', checklist: 'key', nodes: 'key', metrics: 'metric' };
/** Objects that are one value each, by the field they stand in. */
const WHOLE = new Set(['assign', 'accountable', 'signOff', 'responsible', 'consulted', 'informed', 'default', 'input', 'inputExamples', 'examples', 'due', 'duration', 'recurrence', 'every', 'acknowledgeFor', 'floor', 'to', 'attendees', 'before', 'steers', 'decisions', 'required']);

/** Every difference between two playbooks, at the level of values that people read; their versions are no difference. */
export function rawChanges(from: Playbook, to: Playbook): RawChange[] {
  const [{ version: _from, ...a }, { version: _to, ...b }] = [from, to];
  return diff(treeOf(a), treeOf(b)).map((change) => ({ ...change, path: change.path.map(String) }) as RawChange);
}

export const isTree = (value: Tree | string | undefined): value is Tree => typeof value === 'object';

/** A part's own key may be called like a field: `ladders.default`. */
const isWhole = (key: string, path: readonly string[]): boolean => WHOLE.has(key) && path.length !== 2;
const leaf = (value: unknown): string => JSON.stringify(value);
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: Record<string, unknown>): boolean => Object.keys(value).length === 2 && 'en' in value && 'zh-CN' in value;
const isDuration = (value: Record<string, unknown>): boolean => Object.keys(value).length === 1 && ('working' in value || 'clock' in value || 'setting' in value);

function treeOf(object: Record<string, unknown>, path: readonly string[] = []): Tree {
  return Object.fromEntries(Object.entries(object).flatMap(([key, value]) => branches(key, value, [...path, key])));
}

function branches(key: string, value: unknown, path: readonly string[]): Array<[string, Tree | string]> {
  const id = KEYED[key];
  if (Array.isArray(value) && id && value.every(isObject)) {
    const items = value.map((item): [string, unknown] => [String(item[id]), item]);
    return [[key, Object.fromEntries(items.map(([name, item]) => [name, branch(name, item, [...path, name])]))], [`${key}.order`, leaf(items.map(([name]) => name))]];
  }
  return [[key, branch(key, value, path)]];
}

function branch(key: string, value: unknown, path: readonly string[]): Tree | string {
  if (Array.isArray(value)) return value.some(isObject) && !isWhole(key, path) ? Object.fromEntries(value.map((item, index) => [String(index + 1), branch(String(index + 1), item, [...path, String(index + 1)])])) : leaf(value);
  if (!isObject(value) || isText(value) || isDuration(value) || isWhole(key, path)) return leaf(value);
  // Of schemas only the fields of a form are read one by one.
  const inSchema = path.includes('schema');
  if (inSchema && !(path[0] === 'forms' && (key === 'schema' || key === 'properties') && path.length <= 4)) return leaf(value);
  return treeOf(value, path);
}
