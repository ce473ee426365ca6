import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Everything that can end up in the bundle; its hash names the bundle, so unchanged sources are bundled once. */
const SOURCES = ['workflows', 'libs/domain', 'libs/contracts', 'package-lock.json'];

/**
 * Bundles `workflows/index.ts` from source into `folder`, unless a bundle of the same sources is there.
 * @returns path of the bundle file. @throws Error of the bundler.
 */
export async function bundleWorkflows(root: string, folder: string): Promise<string> {
  const target = path.join(folder, `workflows-${await hashSources(root)}.js`);
  if (existsSync(target)) return target;
  const { DefaultLogger, bundleWorkflowCode } = await import('@temporalio/worker');
  const { code } = await bundleWorkflowCode({
    workflowsPath: path.join(root, 'workflows/index.ts'),
    logger: new DefaultLogger('WARN'),
    webpackConfigHook: (config) => ({ ...config, resolve: { ...config.resolve, conditionNames: ['source', 'import', 'module', 'default'] } }),
  });
  await mkdir(folder, { recursive: true });
  const draft = `${target}.${process.pid}`;
  await writeFile(draft, code);
  await rename(draft, target);
  return target;
}

async function hashSources(root: string): Promise<string> {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    for (const file of await filesUnder(path.join(root, source))) hash.update(path.relative(root, file)).update(await readFile(file));
  }
  return hash.digest('hex').slice(0, 16);
}

async function filesUnder(start: string): Promise<string[]> {
  if (start.endsWith('.json')) return [start];
  const entries = await readdir(start, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.spec.ts'))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}
