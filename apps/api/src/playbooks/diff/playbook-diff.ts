import type { Change } from '#contracts/api/playbook-draft';
import { CHANGE_GROUPS } from '#contracts/change-groups';
import type { Playbook } from '#contracts/playbook';
import type { Locale, Text } from '#contracts/text';
import { fieldOf, groupOf, nounOf, placeOf, subjectOf, type Place } from './labels.ts';
import { isTree, rawChanges, type RawChange, type Tree } from './leaves.ts';
import { inWords, joined } from './words.ts';

const KINDS = { CREATE: 'added', REMOVE: 'removed', CHANGE: 'changed' } as const;

/** What changes from one playbook to another, made for people: grouped, each value in words, each change a sentence in both languages. */
export function diffPlaybooks(from: Playbook, to: Playbook): Change[] {
  const changes = rawChanges(from, to).map((change) => told(change, from, to));
  return changes.sort((a, b) => CHANGE_GROUPS.indexOf(a.group) - CHANGE_GROUPS.indexOf(b.group));
}

function told(change: RawChange, from: Playbook, to: Playbook): Change {
  const place = placeOf(change.path);
  const kind = KINDS[change.type];
  const before = change.type === 'CREATE' ? null : shown(change.oldValue, place, from);
  const after = change.type === 'REMOVE' ? null : shown(change.value, place, to);
  const subject = subjectOf(place, to, from);
  return { group: groupOf(place), kind, path: change.path.join('.'), subject, before, after, sentence: sentenceOf({ place, kind, subject, before, after }) };
}

/** A value in words; of a whole part that came or went, what people would ask first. */
function shown(value: Tree | string | undefined, place: Place, playbook: Playbook): Text {
  if (!isTree(value)) return inWords(value ?? 'null', playbook);
  const asked = [value.title, place.area === 'tasks' ? value.assign : undefined, value.due, value.default, value.after].filter((part) => typeof part === 'string');
  const texts = asked.length > 0 ? asked : Object.values(value).filter((part) => typeof part === 'string');
  return joined(texts.map((part) => inWords(part, playbook)));
}

interface Told {
  place: Place;
  kind: Change['kind'];
  subject: Text;
  before: Text | null;
  after: Text | null;
}

function sentenceOf({ place, kind, subject, before, after }: Told): Text {
  const whole = place.key !== null && place.fields.length === 0 && kind !== 'changed';
  const [noun, field] = [nounOf(place), fieldOf(place)];
  const value = (text: Text | null, locale: Locale): string => text?.[locale] ?? '';
  const about = { en: `${noun.en} “${subject.en}”`, 'zh-CN': `${noun['zh-CN']}“${subject['zh-CN']}”` };
  if (whole && kind === 'added') return { en: `${about.en} is new: ${value(after, 'en')}.`, 'zh-CN': `新增${about['zh-CN']}：${value(after, 'zh-CN')}。` };
  if (whole) return { en: `${about.en} is gone.`, 'zh-CN': `删除${about['zh-CN']}。` };
  if (kind === 'added') return { en: `${about.en}: ${field.en} is new: ${value(after, 'en')}.`, 'zh-CN': `${about['zh-CN']}：新增${field['zh-CN']}：${value(after, 'zh-CN')}。` };
  if (kind === 'removed') return { en: `${about.en}: ${field.en} is gone, it was ${value(before, 'en')}.`, 'zh-CN': `${about['zh-CN']}：删除${field['zh-CN']}，原为${value(before, 'zh-CN')}。` };
  return { en: `${about.en}: ${field.en} goes from ${value(before, 'en')} to ${value(after, 'en')}.`, 'zh-CN': `${about['zh-CN']}：${field['zh-CN']}由${value(before, 'zh-CN')}改为${value(after, 'zh-CN')}。` };
}
