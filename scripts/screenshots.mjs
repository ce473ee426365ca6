/**
 * `npm run screenshots [-- --base http://localhost:3000]`: the pictures of docs/screenshots, of a stack that runs (`npm start`).
 * Demo people bring about what is to be seen first; a second run adds nothing.
 */
import { existsSync } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { until } from './screenshots/person.mjs';
import { PICTURES } from './screenshots/pictures.mjs';
import { setTheScene } from './screenshots/scene.mjs';

const root = path.resolve(import.meta.dirname, '..');
const folder = path.join(root, 'docs/screenshots');
const finder = path.join(root, 'dist/scripts/stack/browser.js');
const MAX_BYTES = 200_000;
const { values } = parseArgs({ options: { base: { type: 'string', default: 'http://localhost:3000' }, only: { type: 'string' } } });
const base = values.base.replace(/\/$/, '');

/** What stands in the way, in a line; null when nothing does. */
async function missing() {
  if (!existsSync(finder)) return 'Nothing is built yet: run npm start first.';
  if (!(await fetch(`${base}/api/v1/health/ready`).then(({ ok }) => ok, () => false))) return `Nothing answers at ${base}: run npm start first, or name another with --base.`;
  return null;
}

/** What a page has asked the API for and not heard yet; the stream of events stays open for good. */
function unanswered(page) {
  const open = new Set();
  page.on('request', (request) => ['fetch', 'xhr', 'script'].includes(request.resourceType()) && !request.url().includes('/stream') && open.add(request));
  for (const end of ['requestfinished', 'requestfailed']) page.on(end, (request) => open.delete(request));
  return open;
}

/** Waits until nothing on the page loads or moves any more. The words are run in the browser. */
async function settled(page, open) {
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await until(() => open.size === 0);
  await page.waitForFunction(`document.fonts.status === 'loaded' && document.querySelector('.ant-spin-spinning, .ant-skeleton') === null
    && !document.getAnimations().some((one) => one.playState === 'running' && one.effect?.getTiming().iterations !== Infinity)`);
}

async function take(browser, { name, person, dark, at, shows, act }, scene) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1, colorScheme: dark ? 'dark' : 'light', reducedMotion: 'reduce', timezoneId: 'Asia/Shanghai' });
  try {
    const answer = await context.request.post(`${base}/api/v1/auth/login`, { data: { email: `${person}@callsheet.test`, password: 'callsheet-demo' } });
    if (!answer.ok()) throw new Error(`log-in of ${person}: ${answer.status()}`);
    const page = await context.newPage();
    const open = unanswered(page);
    await page.goto(base + at(scene));
    await settled(page, open);
    await act?.(page);
    await page.locator(shows).first().waitFor();
    await settled(page, open);
    const file = path.join(folder, `${name}.png`);
    await page.screenshot({ path: file });
    const { size } = await stat(file);
    if (size > MAX_BYTES) throw new Error(`${name}.png has ${size} bytes, more than ${MAX_BYTES}`);
    console.log(`docs/screenshots/${name}.png  ${Math.round(size / 1000)} kB`);
  } finally {
    await context.close();
  }
}

async function main() {
  const why = await missing();
  if (why) return why;
  const { findBrowser } = await import(finder);
  const found = await findBrowser();
  if (found.file === null) return `No pictures: ${found.why}`;
  const { chromium } = await import('playwright-core');
  await mkdir(folder, { recursive: true });
  const scene = await setTheScene(base);
  const browser = await chromium.launch({ executablePath: found.file, args: ['--no-sandbox'] });
  try {
    for (const picture of PICTURES) if (!values.only || picture.name === values.only) await take(browser, picture, scene);
  } finally {
    await browser.close();
  }
  return null;
}

const failed = await main();
if (failed) {
  console.error(failed);
  process.exitCode = 1;
}
