import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** What the built console sends before the inbox is there: the sum over the build's own list of what imports what. The browser's own sum: console/delivery.spec.ts. */
interface Chunk {
  file: string;
  imports?: string[];
  dynamicImports?: string[];
}
const MOST_BYTES = 300_000;
const built = path.resolve(import.meta.dirname, '../../dist/console');
const manifest = JSON.parse(readFileSync(path.join(built, '.vite/manifest.json'), 'utf8')) as Record<string, Chunk>;

/** A chunk with everything that it cannot start without. */
function whole(name: string, seen: Set<string>): void {
  const chunk = manifest[name];
  if (!chunk || seen.has(name)) return;
  seen.add(name);
  for (const other of chunk.imports ?? []) whole(other, seen);
}

/** As it goes over the line: what is too small to be compressed goes as it is. */
function bytesOf(name: string): number {
  const file = path.join(built, manifest[name]!.file);
  return (statSync(`${file}.br`, { throwIfNoEntry: false }) ?? statSync(file)).size;
}

const PAGES = ['src/inbox/inbox.page.tsx', 'src/session/login.page.tsx'];

test.each(['en', 'zh-CN'].flatMap((locale) => PAGES.map((page) => [page, locale] as const)))('%s comes with at most 300 kB of compressed JavaScript, the words of %s included', (page, locale) => {
  const first = new Set<string>();
  const library = `../../node_modules/antd/locale/${locale === 'en' ? 'en_US' : 'zh_CN'}.js`;
  for (const name of ['index.html', page, `src/i18n/${locale}/first.ts`, library]) {
    expect(manifest).toHaveProperty([name]);
    whole(name, first);
  }
  const sizes = [...first].map((name) => ({ name, bytes: bytesOf(name) })).sort((a, b) => b.bytes - a.bytes);
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  expect({ total: total <= MOST_BYTES ? 'fits' : `${total} bytes`, largest: total <= MOST_BYTES ? [] : sizes.slice(0, 12) }).toEqual({ total: 'fits', largest: [] });
});
