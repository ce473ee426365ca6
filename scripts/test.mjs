/** `npm test`: every stage in turn, each with its time, and one line that sums up. `--full` adds the long suites. */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const full = process.argv.includes('--full');
const bin = (name) => path.join(root, 'node_modules/.bin', name);
const results = await mkdtemp(path.join(tmpdir(), 'callsheet-results-'));

/** Of the journeys through the console, those that every `npm test` plays; a full run plays all. */
const JOURNEYS = ['console/first-task', 'console/live'];

/** Suites that share two cores with the servers they start take turns; pure ones need not. */
const PROJECTS = [
  { name: 'unit', args: [] },
  { name: 'workflow', args: ['--maxWorkers=2'] },
  { name: 'replay', args: ['--maxWorkers=2'] },
  { name: 'integration', args: ['--maxWorkers=2'] },
  { name: 'e2e', args: ['--runInBand'] },
  { name: 'browser', args: ['--runInBand', ...(full ? [] : ['--testPathPatterns', ...JOURNEYS])] },
  ...(full ? [{ name: 'chaos', args: ['--runInBand'] }] : []),
];

/** The crash tests in the size that fits a full run on two cores, with a plan that is known; `npm run test:chaos` plays them whole, with a new one. */
const CHAOS = { CHAOS_SEED: '2', CHAOS_LOOPS: '12', CHAOS_ROUNDS: '8', CHAOS_TEMPO: '2', THOUSAND: '300' };

let passed = 0;
let failed = 0;

async function main() {
  const began = Date.now();
  await tool('lint', bin('eslint'), ['.', '--max-warnings=0']);
  await tool('types', bin('tsc'), ['-p', '.']);
  await tool('types of the console', bin('tsc'), ['-p', 'apps/console']);
  for (const project of PROJECTS) await suite(project);
  await rm(results, { recursive: true, force: true });
  console.log(`\nTotal ${seconds(began)}`);
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed ? 1 : 0);
}

async function tool(name, command, args) {
  const began = Date.now();
  console.log(`\n▸ ${name}`);
  const ok = (await run(command, args)) === 0;
  if (ok) passed += 1;
  else failed += 1;
  console.log(`  ${name}: ${ok ? 'passed' : 'FAILED'} in ${seconds(began)}`);
}

/** A run that jest could not finish counts as a failure even when no test did. */
async function suite({ name, args }) {
  const began = Date.now();
  console.log(`\n▸ ${name}`);
  const file = path.join(results, `${name}.json`);
  const jest = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', bin('jest'), '--selectProjects', name];
  const code = await run(process.execPath, [...jest, '--json', `--outputFile=${file}`, '--testLocationInResults', ...args], true);
  const report = JSON.parse(await readFile(file, 'utf8').catch(() => '{}'));
  const bad = (report.numFailedTests ?? 0) + (report.numRuntimeErrorTestSuites ?? 0);
  const wrong = bad || (code === 0 ? 0 : 1);
  passed += report.numPassedTests ?? 0;
  failed += wrong;
  console.log(`  ${name}: ${report.numPassedTests ?? 0} passed, ${wrong} failed, ${report.numPendingTests ?? 0} skipped in ${seconds(began)}`);
}

/** Runs a tool to its end. `quiet` drops jest's JSON on stdout. */
function run(command, args, quiet = false) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', quiet ? 'ignore' : 'inherit', 'inherit'], env: { ...(full ? CHAOS : {}), ...process.env, NODE_ENV: 'test', FORCE_COLOR: process.stdout.isTTY ? '1' : '0' } });
    child.once('error', (error) => {
      console.error(`✖ ${command}: ${error.message}`);
      resolve(1);
    });
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

const seconds = (from) => `${((Date.now() - from) / 1000).toFixed(1)} s`;

await main();
