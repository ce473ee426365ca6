import type { Text } from '#contracts/text';
import { type Settings, settingValue } from './settings.ts';

const PLACEHOLDER = /\{([a-z][a-z0-9.-]*)\}/g;

/** Names of the settings that a text shows, like `{rework.cap}`. */
export function settingsShownIn(text: Text): string[] {
  return [...`${text['zh-CN']} ${text.en}`.matchAll(PLACEHOLDER)].map((match) => match[1] as string);
}

/** The text with each `{setting}` replaced by its value. @throws PlaybookError `unknown-setting` */
export function fillText(text: Text, settings: Settings): Text {
  const fill = (words: string): string => words.replace(PLACEHOLDER, (_, name: string) => shown(settingValue(settings, name)));
  return { 'zh-CN': fill(text['zh-CN']), en: fill(text.en) };
}

const shown = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value));
