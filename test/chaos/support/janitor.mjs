/** Clears up after a test that was cut off, by Ctrl-C or by kill -9: ends the processes that it was told of and has not been told gone, and removes its folder. */
import { rm } from 'node:fs/promises';

const [, , folder] = process.argv;
let told = '';
process.stdin.setEncoding('utf8');
// Ctrl-C reaches the whole group; our time comes afterwards.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);
for await (const chunk of process.stdin) told += chunk;
const running = new Set();
for (const [, sign, pid] of told.matchAll(/^([+-])(\d+)$/gm)) running[sign === '+' ? 'add' : 'delete'](Number(pid));
for (const pid of running) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone by itself: API and worker end when the test does.
  }
}
await rm(folder, { recursive: true, force: true });
