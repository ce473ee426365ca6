import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import request from 'supertest';
import { precompress } from '../../scripts/precompress.mjs';
import { startTestApi, type TestApi } from '../support/api.ts';

const SCRIPT = `export const words = ${JSON.stringify('work waits '.repeat(200))};`;
/** The console as the API serves it: one page under a strict policy, hashed assets, and never in the way of the API. */
let folder: string;
let api: TestApi;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'callsheet-console-'));
  await mkdir(path.join(folder, 'assets'));
  await writeFile(path.join(folder, 'index.html'), '<meta property="csp-nonce" nonce="__CSP_NONCE__"><div id="root"></div>');
  await writeFile(path.join(folder, 'assets/index-1a2b.js'), SCRIPT);
  await precompress(folder);
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

test.each([['br, gzip', 'br'], ['gzip, deflate, br;q=0.1', 'br'], ['gzip', 'gzip'], ['identity', undefined]])('assets go out compressed to a browser that takes %s', async (accepted, encoding) => {
  const answer = await get('/assets/index-1a2b.js').set('Accept-Encoding', accepted).buffer(false).parse((response, done) => void (response as unknown as IncomingMessage).resume().on('end', () => done(null, null)));
  expect(answer.status).toBe(200);
  expect(answer.headers['content-encoding']).toBe(encoding);
  expect(answer.headers['content-type']).toMatch(/^(text|application)\/javascript; charset=utf-8$/i);
  expect(answer.headers.vary).toMatch(/Accept-Encoding/);
  expect(Number(answer.headers['content-length'])).toEqual(encoding ? expect.any(Number) : SCRIPT.length);
  if (encoding) expect(Number(answer.headers['content-length'])).toBeLessThan(SCRIPT.length / 2);
  const etag = answer.headers.etag as string;
  expect((await get('/assets/index-1a2b.js').set('Accept-Encoding', accepted).set('If-None-Match', etag)).status).toBe(304);
});

test('the API answers as before: unknown addresses under it, and whoever asks for JSON', async () => {
  expect((await get('/api/v1/nothing')).headers['content-type']).toContain('application/problem+json');
  expect((await get('/inbox', 'application/json')).status).toBe(404);
});
