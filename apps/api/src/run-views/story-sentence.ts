import type { StoryItem } from '#contracts/api/run-view';
import { LOCALES, type Locale, type Text } from '#contracts/text';
import { BESIDE_WORDS, EVENT_WORDS, VALUE_WORDS } from './story-words.ts';

/** A row of the story before it is put into words. */
export interface StoryRow {
  id: string;
  at: number;
  type: string;
  actor: string | null;
  taskId: string | null;
  data: Record<string, unknown>;
}
/** Names of what rows point at, by id. */
export interface StoryNames {
  people: Record<string, string>;
  things: Record<string, Text>;
  steps: Record<string, Text>;
  gates: Record<string, Text>;
}
type Instants = (at: number, locale: Locale) => string;

const PERSON_FIELDS = ['by', 'to', 'from', 'for', 'owner', 'assignee'];
const INSTANT_FIELDS = ['dueAt', 'until', 'startsAt'];
const SYSTEM: Text = { en: 'Callsheet', 'zh-CN': '系统' };
const NOBODY: Text = { en: 'whoever claims it', 'zh-CN': '待认领' };
const NONE: Text = { en: 'none', 'zh-CN': '无' };
const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const object = (value: unknown): Record<string, unknown> => (value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : {});

/** The sentence of an event or of an activity, in both languages. */
export function storyItem({ id, at, type, actor, taskId, data }: StoryRow, names: StoryNames, instant: Instants): StoryItem {
  const { kind, text: template } = (EVENT_WORDS as Record<string, (typeof EVENT_WORDS)['RunStarted']>)[type] ?? BESIDE_WORDS[type]!;
  const values = valuesOf({ type, actor, taskId, data }, names);
  const sentence = Object.fromEntries(LOCALES.map((locale) => [locale, template[locale].replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    return typeof value === 'number' && INSTANT_FIELDS.includes(name) ? instant(value, locale) : typeof value === 'number' ? String(value) : (value?.[locale] ?? '—');
  })])) as unknown as Text;
  const person = actor ?? text(data.by) ?? text(object(data.run).startedBy);
  return { id, at, kind, type, sentence, reason: text(data.reason), by: person, taskId: taskId ?? text(data.taskId) ?? text(object(data.task).id) };
}

function valuesOf({ type, actor, taskId, data }: Omit<StoryRow, 'id' | 'at'>, { people, things, steps, gates }: StoryNames): Record<string, Text | number | undefined> {
  const same = (value: string): Text => VALUE_WORDS[value] ?? { en: value, 'zh-CN': value };
  const person = (id: unknown): Text => (text(id) ? same(people[String(id)] ?? String(id).slice(0, 8)) : SYSTEM);
  const [task, check, meeting, piece] = [object(data.task), object(data.check), object(data.meeting), object(data.piece)];
  const plain = Object.fromEntries(Object.entries(data).flatMap(([name, value]): Array<[string, Text | number]> => (typeof value === 'number' ? [[name, value]] : typeof value === 'string' ? [[name, same(value)]] : [])));
  const named = Object.fromEntries(PERSON_FIELDS.flatMap((name) => (text(data[name]) && type !== 'RunMoved' ? [[name, person(data[name])] as const] : [])));
  return {
    ...plain, ...named,
    by: person(data.by ?? actor ?? object(data.run).startedBy),
    task: things[taskId ?? String(data.taskId ?? task.id)],
    meeting: things[String(data.meetingId ?? meeting.id)],
    piece: things[String(data.pieceId ?? piece.id)],
    holder: task.assignee ? person(task.assignee) : NOBODY,
    delegate: person(object(data.delegation).to),
    step: steps[String(data.step)] ?? same(String(data.step)),
    toStep: steps[String(data.toStep)] ?? same(String(data.toStep)),
    gate: gates[String(data.gate)] ?? same(String(data.gate)),
    rung: Number(data.rung ?? 0) + 1,
    severity: data.severity === null ? NONE : Number(data.severity),
    startsAt: Number(data.startsAt ?? meeting.startsAt ?? 0),
    checker: person(check.by), level: same(String(check.level)), result: same(String(check.result)),
    node: same(String(object(data.checkpoint).node)),
    case: same(String(object(data.entry).title)),
    ...(data.owner === null ? { owner: NOBODY } : {}),
    ...(data.assignee === null ? { assignee: NOBODY } : {}),
  };
}
