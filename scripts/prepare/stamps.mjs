/** Fingerprints that tell whether an install or a build has to be done again. Node built-ins only: this runs before the install. */
import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';

const BUILT = ['libs', 'activities', 'workflows', 'migrations', 'playbooks', 'apps/api', 'apps/worker', 'apps/console', 'scripts', 'test/bench'];
const ALONE = ['package.json', 'package-lock.json', '.swcrc'];

/** Fingerprint of everything `npm run build` reads. */
export async function stampOf(root) {
  const hash = createHash('sha256').update(process.version);
  for (const file of ALONE) hash.update(await readFile(path.join(root, file)));
  for (const folder of BUILT) {
    for (const file of await filesUnder(path.join(root, folder))) hash.update(path.relative(root, file)).update(await readFile(file));
  }
  return hash.digest('hex');
}

/** Fingerprint of what `npm ci` reads, and of the Node and the machine it installed for. */
export async function lockStamp(root) {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch} ${process.versions.modules}`);
  hash.update(await readFile(path.join(root, 'package-lock.json')));
  const { allowScripts } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  return hash.update(JSON.stringify(allowScripts)).digest('hex');
}

/** Content of a stamp file, or null when nothing was stamped. */
export const readStamp = (file) => readFile(file, 'utf8').catch(() => null);

async function filesUnder(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath ?? entry.path, entry.name)).sort();
}
