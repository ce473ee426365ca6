import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Locale } from '#contracts/text';

const folder = path.resolve(import.meta.dirname, '../../../../apps/console/src/i18n');

/** The console's own words: `words('zh-CN')('inbox:filter.mine')`, with `{{name}}` filled. So a journey plays in every language. @throws Error for a key that is none */
export function words(locale: Locale): (key: string, values?: Record<string, string>) => string {
  return (key, values = {}) => {
    const [namespace, at] = key.includes(':') ? key.split(':') : ['common', key];
    const catalogue = JSON.parse(readFileSync(path.join(folder, locale, `${namespace}.json`), 'utf8')) as unknown;
    const text = at!.split('.').reduce<unknown>((node, part) => (node as Record<string, unknown> | undefined)?.[part], catalogue);
    if (typeof text !== 'string') throw new Error(`${locale} has no ${key}`);
    return text.replaceAll(/\{\{(\w+)\}\}/g, (hole: string, name: string) => values[name] ?? hole);
  };
}
