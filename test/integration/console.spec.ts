import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import request from 'supertest';
import { startTestApi, type TestApi } from '../support/api.ts';

/** The console as the API serves it: one page under a strict policy, hashed assets, and never in the way of the API. */
let folder: string;
let api: TestApi;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'callsheet-console-'));
  await mkdir(path.join(folder, 'assets'));
  await writeFile(path.join(folder, 'index.html'), '<meta property="csp-nonce" nonce="__CSP_NONCE__"><div id="root"></div>');
  await writeFile(path.join(folder, 'assets/index-1a2b.js'), 'export {}');
  api = await startTestApi({ env: { CONSOLE_FOLDER: folder } });
}, 60_000);
afterAll(async () => {
  await api.close();
  await rm(folder, { recursive: true });
});
const get = (address: string, accept = 'text/html,*/*;q=0.8') => request(api.app.getHttpServer()).get(address).set('Accept', accept);

test('every address that a person can type shows the page, with a nonce of its own that the policy names', async () => {
  const [first, second] = [await get('/inbox/42'), await get('/')];
  const nonces = [first, second].map(({ text }) => /nonce="([^"]+)"/.exec(text)![1]!);
  expect(first.status).toBe(200);
  expect(new Set(nonces).size).toBe(2);
  const policy = first.headers['content-security-policy'] as string;
  expect(policy).toContain(`style-src 'self' 'nonce-${nonces[0]}'`);
  expect(policy).toContain("default-src 'self'");
  expect(policy).not.toMatch(/unsafe-inline|unsafe-eval/);
  expect(first.headers['cache-control']).toBe('no-store');
});

test('assets are kept for a year, and one that is not there is 404, not the page', async () => {
  expect((await get('/assets/index-1a2b.js')).headers['cache-control']).toContain('immutable');
  expect((await get('/assets/gone.js')).status).toBe(404);
});

test('the API answers as before: unknown addresses under it, and whoever asks for JSON', async () => {
  expect((await get('/api/v1/nothing')).headers['content-type']).toContain('application/problem+json');
  expect((await get('/inbox', 'application/json')).status).toBe(404);
});
