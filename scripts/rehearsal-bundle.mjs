/** Bundles `workflows/rehearsal` over the workflow code, with its stand-in for `@temporalio/workflow`. `node scripts/rehearsal-bundle.mjs FILE`, or by `npm run build`. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';

const root = path.resolve(import.meta.dirname, '..');

/** @param {string} target file to write */
export async function bundleRehearsal(target) {
  const made = await build({
    root,
    configFile: false,
    logLevel: 'error',
    resolve: { conditions: ['source', 'module'], alias: { '@temporalio/workflow': path.join(root, 'workflows/rehearsal/world.ts') } },
    build: {
      write: false,
      minify: false,
      target: 'es2022',
      lib: { entry: path.join(root, 'workflows/rehearsal/index.ts'), formats: ['iife'], name: 'rehearsal' },
      // A block that no rehearsal reaches may use what the stand-in lacks; one that does ends it as incomplete.
      rolldownOptions: { shimMissingExports: true },
    },
  });
  const [output] = Array.isArray(made) ? made : [made];
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, output.output[0].code);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await bundleRehearsal(path.resolve(process.argv[2]));
