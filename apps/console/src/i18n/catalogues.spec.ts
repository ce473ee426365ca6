import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Both languages say everything that the console asks for, and nothing that nobody asks for is kept. */
const here = import.meta.dirname;
const read = (file: string): string => readFileSync(file, 'utf8');
const cataloguesOf = (locale: string): string[] => readdirSync(path.join(here, locale)).filter((file) => file.endsWith('.json')).sort();
const names = cataloguesOf('en');
const catalogue = (locale: string, file: string): Record<string, unknown> => JSON.parse(read(path.join(here, locale, file))) as Record<string, unknown>;

const flat = (value: unknown, at = ''): string[] =>
  typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([key, inner]) => flat(inner, at ? `${at}.${key}` : key)) : [at];
const holes = (value: unknown): string[] => [...JSON.stringify(value).matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name!).sort();

const sources = readdirSync(path.join(here, '..'), { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file) && !/(spec|\.d)\.ts$/.test(file));
/** Keys that sources name outright, with the catalogue that their `useTranslation` names. Those made of parts (`t(`filter.${name}`)`) are looked at as prefixes. */
function asked(): Array<{ namespace: string; key: string; prefix: boolean; file: string }> {
  return sources.flatMap((file) => {
    const text = read(path.join(here, '..', file));
    const namespaces = [...text.matchAll(/useTranslation\(('([\w-]+)')?\)/g)].map(([, , name]) => name ?? 'common');
    const calls = [...text.matchAll(/\bt\((['`])([^'`$]+)(\$\{)?/g)].map(([, , key, open]) => ({ key: key!, prefix: open !== undefined }));
    const direct = [...text.matchAll(/i18next\.t\((['`])(\w+):([^'`$]+)(\$\{)?/g)].map(([, , namespace, key, open]) => ({ namespace: namespace!, key: key!, prefix: open !== undefined, file }));
    return [...direct, ...calls.filter(({ key }) => !key.includes(':')).map((call) => ({ ...call, namespace: [...new Set(namespaces)].join('|'), file }))];
  });
}

test('both languages have the same catalogues, keys and places to fill', () => {
  expect(cataloguesOf('zh-CN')).toEqual(names);
  for (const name of names) {
    expect([name, flat(catalogue('zh-CN', name)).sort()]).toEqual([name, flat(catalogue('en', name)).sort()]);
    expect([name, holes(catalogue('zh-CN', name))]).toEqual([name, holes(catalogue('en', name))]);
  }
});

test('every key that a page asks for is there', () => {
  const keys = Object.fromEntries(names.map((name) => [name.replace('.json', ''), flat(catalogue('en', name)).map((key) => key.replace(/_(one|other)$/, ''))]));
  const missing = asked().filter(({ namespace, key, prefix }) => {
    const known = [...namespace.split('|'), 'common'].flatMap((name) => keys[name] ?? []);
    return !known.some((one) => (prefix ? one.startsWith(key) : one === key));
  });
  expect(missing).toEqual([]);
});
