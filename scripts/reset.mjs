/** `npm run reset`: empties the data folder of the embedded stack. Node built-ins only. */
import { existsSync } from 'node:fs';
import { readFile, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { homeOf, runningSupervisor } from './prepare/running.mjs';

/** What the stack itself writes; anything else in the folder is somebody else's and stays. */
const OURS = ['postgres', 'postgres.initialised', 'postgres.password', 'postgres.elsewhere', 'temporal', 'mail', 'logs', 'run', 'secrets.json', 'example.json'];

const home = homeOf(path.resolve(import.meta.dirname, '..'));
const pid = await runningSupervisor(home);
if (pid) {
  console.error(`✖ Callsheet is running from ${home} (process ${pid}). Stop it with Ctrl-C there, then reset.`);
  process.exit(1);
}
const elsewhere = await readFile(path.join(home, 'postgres.elsewhere'), 'utf8').catch(() => '');
if (elsewhere.startsWith('/var/tmp/callsheet-data-')) await rm(elsewhere.trim(), { recursive: true, force: true });
for (const name of OURS) await rm(path.join(home, name), { recursive: true, force: true });
const left = existsSync(home) ? await readdir(home) : [];
console.log(left.length ? `Emptied ${home}; not ours and kept: ${left.join(', ')}` : `Emptied ${home}; \`npm start\` begins anew.`);
