/**
 * `npm run bench [-- --json] [-- --quick]`: installs and builds what is missing, then measures (test/bench, docs/bench.md).
 * The preparation talks on stderr, so that stdout holds the result alone.
 */
import { spawn } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');

function run(args, stdout) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['inherit', stdout, 'inherit'] });
    // Ctrl-C reaches both of us; the bench stops its stack, and we wait for it.
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

const prepared = await run(['scripts/prepare.mjs', 'bench'], 2);
process.exitCode = prepared || (await run(['--enable-source-maps', 'dist/test/bench/main.js', ...process.argv.slice(2)], 'inherit'));
