import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DEMO_DOMAIN, DEMO_PASSWORD } from '#persistence/seed/demo-people';
import type { StackSettings } from './settings.ts';

const EXAMPLE = 'examples/collaboration-loop.json';

/**
 * Starts the example loop once per data folder, through the API like anybody would.
 * The key of the request is fixed, so that a start cut off between answer and note gets the same run again.
 * @returns id of the run. @throws Error with the API's answer.
 */
export async function startExample({ home, root, ports }: StackSettings): Promise<string> {
  const note = path.join(home, 'example.json');
  if (existsSync(note)) return (JSON.parse(await readFile(note, 'utf8')) as { id: string }).id;
  const api = `http://127.0.0.1:${ports.api}/api/v1`;
  const { token } = await post<{ token: string }>(`${api}/auth/login`, { email: `manager@${DEMO_DOMAIN}`, password: DEMO_PASSWORD, token: true });
  const body: unknown = JSON.parse(await readFile(path.join(root, EXAMPLE), 'utf8'));
  const { id } = await post<{ id: string }>(`${api}/runs`, body, { authorization: `Bearer ${token}`, 'idempotency-key': 'callsheet-example-1' });
  await writeFile(note, JSON.stringify({ id }));
  return id;
}

async function post<T>(url: string, body: unknown, headers: Record<string, string> = {}): Promise<T> {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
  const text = await response.text();
  if (!response.ok) throw new Error(`The example could not be started: POST ${url} answered ${response.status} ${text.slice(0, 300)}`);
  return JSON.parse(text) as T;
}
