/** `npm run test:chaos [-- --seed 7 --loops 10 --rounds 4 --report file.json]`: the long crash test alone (test/chaos/loops.spec.ts); its table is on stdout. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';

const root = path.resolve(import.meta.dirname, '..');
const options = Object.fromEntries(['seed', 'loops', 'rounds', 'tempo', 'report'].map((name) => [name, { type: 'string' }]));
const { values } = parseArgs({ options });
const chosen = Object.fromEntries(Object.entries(values).map(([name, value]) => [`CHAOS_${name.toUpperCase()}`, name === 'report' ? path.resolve(value) : value]));
const jest = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', path.join(root, 'node_modules/.bin/jest'), '--selectProjects', 'chaos', '--runInBand', '--', 'loops'];
const child = spawn(process.execPath, jest, { cwd: root, stdio: 'inherit', env: { ...process.env, NODE_ENV: 'test', ...chosen } });
// Ctrl-C reaches both of us; the test stops its servers, and we wait for it.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.once('exit', (code) => process.exit(code ?? 1));
