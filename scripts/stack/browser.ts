import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { binaryCache } from './binaries.ts';

const run = promisify(execFile);
const ON_PATH = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const DOWNLOAD_MS = 300_000;
/** A machine without network is found out in seconds, not in minutes. */
const CONNECT_MS = '8000';

/** A browser that starts, or why there is none. */
export type FoundBrowser = { file: string } | { file: null; why: string };

/** Finds a Chromium for the suites that look at the console: `CHROMIUM_PATH`, PATH (Debian's package is there), what was downloaded before. Never throws. */
export async function findBrowser(): Promise<FoundBrowser> {
  const explicit = process.env.CHROMIUM_PATH;
  if (explicit) return (await starts(explicit)) ? { file: explicit } : { file: null, why: `CHROMIUM_PATH=${explicit} does not start` };
  for (const file of [...onPath(), await downloaded()]) if (file && (await starts(file))) return { file };
  return { file: null, why: 'no Chromium on PATH or in CHROMIUM_PATH (Debian: apt-get install chromium fonts-noto-cjk)' };
}

/** Finds one or downloads it once into the user's cache, by playwright's own way. Never throws: without a browser only its suites are skipped. */
export async function ensureBrowser(): Promise<FoundBrowser> {
  const found = await findBrowser();
  if (found.file || process.env.CHROMIUM_PATH) return found;
  console.log('Installing Chromium for the browser suites (once) …');
  const cli = path.join(path.dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')), 'cli.js');
  const env = { ...process.env, PLAYWRIGHT_BROWSERS_PATH: cacheFolder(), PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: CONNECT_MS };
  const failed = await run(process.execPath, [cli, 'install', '--no-shell', 'chromium'], { env, timeout: DOWNLOAD_MS }).then(() => null, (error: Error) => error);
  const file = await downloaded();
  if (file && (await starts(file))) return { file };
  return { file: null, why: `${found.file === null ? found.why : ''}, and its download ${failed ? 'failed' : 'does not start here'}` };
}

const cacheFolder = (): string => path.join(binaryCache(), 'browsers');

const onPath = (): string[] =>
  ON_PATH.flatMap((name) => (process.env.PATH ?? '').split(path.delimiter).filter(Boolean).map((folder) => path.join(folder, name))).filter((file) => existsSync(file));

/** Where playwright puts its Chromium; it reads the folder from the environment when it is loaded. */
async function downloaded(): Promise<string | null> {
  process.env.PLAYWRIGHT_BROWSERS_PATH ??= cacheFolder();
  const { chromium } = await import('playwright-core');
  const file = chromium.executablePath();
  return file && existsSync(file) ? file : null;
}

/** Ubuntu's stand-in for a package, and a download without its libraries, answer with an error. */
const starts = (file: string): Promise<boolean> => run(file, ['--version'], { timeout: 20_000 }).then(() => true, () => false);
