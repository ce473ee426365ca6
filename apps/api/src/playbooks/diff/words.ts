import type { Duration } from '#contracts/duration';
import type { Playbook } from '#contracts/playbook';
import type { Text } from '#contracts/text';
import { durationText, targetText } from '../../tasks/why-texts.ts';

const MAX_SHOWN = 300;
export const both = (text: string): Text => ({ en: text, 'zh-CN': text });
export const joined = (texts: readonly Text[]): Text => ({ en: texts.map(({ en }) => en).join(', '), 'zh-CN': texts.map((text) => text['zh-CN']).join('、') });
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const WEEKDAYS: Text[] = [
  { en: 'Monday', 'zh-CN': '周一' }, { en: 'Tuesday', 'zh-CN': '周二' }, { en: 'Wednesday', 'zh-CN': '周三' }, { en: 'Thursday', 'zh-CN': '周四' },
  { en: 'Friday', 'zh-CN': '周五' }, { en: 'Saturday', 'zh-CN': '周六' }, { en: 'Sunday', 'zh-CN': '周日' },
];

/** A value of a playbook (as JSON) in the words of both languages. `playbook` names the settings that it refers to. */
export function inWords(json: string, playbook: Playbook): Text {
  return wordsOf(JSON.parse(json) as unknown, playbook);
}

function wordsOf(value: unknown, playbook: Playbook): Text {
  if (value === null) return { en: 'none', 'zh-CN': '无' };
  if (typeof value === 'boolean') return value ? { en: 'yes', 'zh-CN': '是' } : { en: 'no', 'zh-CN': '否' };
  if (typeof value === 'string' && /^P(?=.)(\d+D)?(T.+)?$/.test(value)) return durationText({ clock: value });
  if (typeof value === 'string' || typeof value === 'number') return both(String(value));
  if (Array.isArray(value)) return value.length === 0 ? { en: 'none', 'zh-CN': '无' } : joined(value.map((item) => wordsOf(item, playbook)));
  return isObject(value) ? objectWords(value, playbook) : both(String(value));
}

function objectWords(value: Record<string, unknown>, playbook: Playbook): Text {
  if (typeof value.en === 'string' && typeof value['zh-CN'] === 'string') return { en: value.en, 'zh-CN': value['zh-CN'] };
  if (typeof value.working === 'string' || typeof value.clock === 'string') return durationText(value as Duration);
  if (typeof value.setting === 'string') return settingWords(value.setting, playbook);
  if (typeof value.kind === 'string' && 'time' in value) return recurrenceWords(value);
  if (value.kind === 'every') return around('every {}', '每 {}', wordsOf(value.every, playbook));
  if (typeof value.kind === 'string') return targetText(value as { kind: string });
  return assignmentWords(value) ?? both(shortened(JSON.stringify(value)));
}

function settingWords(name: string, playbook: Playbook): Text {
  const setting = playbook.settings[name];
  return setting ? around('the setting “{}”', '设置“{}”', setting.title) : both(name);
}

function recurrenceWords({ kind, weekday, days, time }: Record<string, unknown>): Text {
  if (kind === 'weekly') return around(`every {} at ${String(time)}`, `每{} ${String(time)}`, WEEKDAYS[Number(weekday) - 1] ?? both(String(weekday)));
  if (kind === 'monthly' && Array.isArray(days)) return { en: `monthly on day ${days.join(', ')} at ${String(time)}`, 'zh-CN': `每月 ${days.join('、')} 日 ${String(time)}` };
  return both(shortened(JSON.stringify({ kind, weekday, days, time })));
}

function assignmentWords(assign: Record<string, unknown>): Text | null {
  if (assign.manager === true) return { en: 'the manager', 'zh-CN': '项目经理' };
  if (isObject(assign.managerOf)) return around('the manager of {}', '{}的主管', assignmentWords(assign.managerOf) ?? both(''));
  const [kind, who] = Object.entries(assign).find(([, name]) => typeof name === 'string') ?? [];
  if (kind === 'role') return { en: `role ${String(who)}`, 'zh-CN': `角色 ${String(who)}` };
  if (kind === 'team') return { en: `team ${String(who)}`, 'zh-CN': `团队 ${String(who)}` };
  if (kind === 'stepActor') return { en: `whoever did ${String(who)}`, 'zh-CN': `完成 ${String(who)} 的人` };
  if (kind === 'task') return { en: `task ${String(who)}`, 'zh-CN': `任务 ${String(who)}` };
  return kind === 'person' ? both(String(who)) : null;
}

const around = (en: string, chinese: string, { en: inner, 'zh-CN': innerChinese }: Text): Text => ({ en: en.replace('{}', () => inner), 'zh-CN': chinese.replace('{}', () => innerChinese) });
const shortened = (text: string): string => (text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text);
