/** `npm run build`: sources into dist/ by swc, then the workflow bundle and the console. Starts from an empty dist, so nothing stale is ever run. */
import { cp, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { transform } from '@swc/core';
import { stampOf } from './prepare/stamps.mjs';
import { bundleRehearsal } from './rehearsal-bundle.mjs';

const root = path.resolve(import.meta.dirname, '..');
const SOURCES = ['libs', 'activities', 'workflows', 'migrations', 'playbooks', 'apps/api', 'apps/worker', 'scripts', 'test/bench'];
const SKIPPED = /\.(spec|d)\.tsx?$/;
const swcrc = JSON.parse(await readFile(path.join(root, '.swcrc'), 'utf8'));

/** Built beside and swapped in, so that a build which fails leaves the old one usable. */
const draft = path.join(root, `dist.${process.pid}`);

async function build() {
  const files = (await Promise.all(SOURCES.map(filesUnder))).flat();
  await Promise.all(files.map(emit));
  await rm(path.join(root, 'dist'), { recursive: true, force: true });
  await rename(draft, path.join(root, 'dist'));
  await Promise.all([bundle(), bundleRehearsal(path.join(root, 'dist/rehearsal-bundle.js')), buildConsole()]);
  await writeFile(path.join(root, 'dist/.stamp'), await stampOf(root));
  console.log(`Built ${files.length} files into dist/`);
}

async function filesUnder(source) {
  const entries = await readdir(path.join(root, source), { recursive: true, withFileTypes: true }).catch((error) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return entries
    .filter((entry) => entry.isFile() && !SKIPPED.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
}

async function emit(file) {
  const target = path.join(draft, file);
  await mkdir(path.dirname(target), { recursive: true });
  if (!/\.tsx?$/.test(file)) return cp(path.join(root, file), target);
  const { code, map } = await transform(await readFile(path.join(root, file), 'utf8'), optionsOf(file));
  const js = target.replace(/\.tsx?$/, '.js');
  await writeFile(js, `${code}\n//# sourceMappingURL=${path.basename(js)}.map\n`);
  await writeFile(`${js}.map`, map);
}

function optionsOf(file) {
  const parser = { ...swcrc.jsc.parser, tsx: file.endsWith('.tsx') };
  return { ...swcrc, $schema: undefined, swcrc: false, filename: path.join(root, file), jsc: { ...swcrc.jsc, parser }, sourceMaps: true };
}

async function bundle() {
  const module = pathToFileURL(path.join(root, 'dist/scripts/stack/workflow-bundle.js')).href;
  const { bundleWorkflows } = await import(module);
  const file = await bundleWorkflows(root, path.join(root, 'node_modules/.cache/callsheet'));
  await cp(file, path.join(root, 'dist/workflow-bundle.js'));
}

/** The API's types for the console, and the console's pages into dist/console, compressed beside. */
async function buildConsole() {
  const [{ build: bundlePages }, { precompress }, { writeApiTypes }] = await Promise.all([import('vite'), import('./precompress.mjs'), import('./api-types.mjs')]);
  const pages = async () => {
    await bundlePages({ configFile: path.join(root, 'apps/console/vite.config.ts'), logLevel: 'warn' });
    await precompress(path.join(root, 'dist/console'));
  };
  await Promise.all([pages(), writeApiTypes(root)]);
}

try {
  await build();
} finally {
  await rm(draft, { recursive: true, force: true });
}
