import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** Bundles the rehearsal from source, as `npm run build` does; answers the file. */
export async function rehearsalBundle(): Promise<string> {
  const file = path.join(tmpdir(), `callsheet-rehearsal-${randomUUID()}.js`);
  await promisify(execFile)(process.execPath, [path.join(ROOT, 'scripts/rehearsal-bundle.mjs'), file]);
  return file;
}
