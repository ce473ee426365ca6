import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { OpenAPIObject } from '@nestjs/swagger';
import request from 'supertest';
import { can, mayEver } from '#domain/identity/can';
import type { Action, Relation } from '#domain/identity/matrix';
import { seedDemo } from '#persistence/seed/demo';
import { defaultOrgCalendar } from '#platform/calendars/org-calendar';
import { loadPlaybooks } from '#platform/playbooks/load';
import { SessionsService } from '../../apps/api/src/auth/sessions.service.ts';
import { operationsOf, type Operation } from '../../apps/api/src/openapi/document.ts';
import { startTestApi, type TestApi } from '../support/api.ts';
import { TARGETS } from './support/matrix/targets.ts';
import { buildWorld, type Cell } from './support/matrix/world.ts';

/**
 * Role × route × relation: what the policy table says of a cell is what the API does, for every route of the OpenAPI document.
 * Allowed means that the request got past every door: whatever it then answers is neither 401, 403 nor 404.
 */
let api: TestApi;
let cells: Cell[];
let routes: Array<{ method: string; path: string; operation: Operation }>;

beforeAll(async () => {
  api = await startTestApi();
  await seedDemo(api.db, { calendar: defaultOrgCalendar(), playbooks: await loadPlaybooks(path.resolve(import.meta.dirname, '../../playbooks')) });
  cells = await buildWorld(api);
  const document = (await request(api.app.getHttpServer()).get('/api/v1/openapi.json')).body as OpenAPIObject;
  routes = operationsOf(document).filter(({ operation }) => !operation['x-public']);
}, 60_000);
// Connections that clients keep alive hold the server up for five seconds.
afterAll(() => api.close(), 30_000);

const nounOf = (address: string): string => /^\/api\/v1\/([\w-]+)/.exec(address)?.[1] ?? '';
const named = (address: string): boolean => address.includes('{');
const relationsOf = (address: string, cell: Cell): Relation[] => {
  const { relations } = TARGETS[nounOf(address)]!;
  return cell.standing !== 'none' && relations.includes(cell.standing) ? [cell.standing] : [];
};
/** Statuses that show a closed door. */
const CLOSED = [401, 403, 404];

/** Each request has a token of its own: some routes end what they came with. */
const tokenOf = async (cell: Cell): Promise<string> => (await api.app.get(SessionsService).issueToken(api.db, cell.person.id, 'password')).token;

async function send({ method, path: template, operation }: (typeof routes)[number], cell: Cell): Promise<number> {
  const address = template.replace(/\{\w+\}/g, () => TARGETS[nounOf(template)]!.id(cell));
  const media = operation.requestBody?.content['application/json'];
  const call = request(api.app.getHttpServer())[method as 'get' | 'post'](address).set('Authorization', `Bearer ${await tokenOf(cell)}`).set('Idempotency-Key', randomUUID());
  if (template.endsWith('/stream')) return firstStatus(address, cell);
  return (await (method === 'get' ? call : call.send((media?.example ?? {}) as object))).status;
}

/** A stream never ends: its status is known with its head. */
async function firstStatus(address: string, cell: Cell): Promise<number> {
  const { port } = api.app.getHttpServer().address() as { port: number };
  const answer = await fetch(`http://127.0.0.1:${port}${address}`, { headers: { authorization: `Bearer ${await tokenOf(cell)}` } });
  await answer.body?.cancel();
  return answer.status;
}

test('every noun that an address names says how people can stand to it', () => {
  expect([...new Set(routes.filter((route) => named(route.path)).map((route) => nounOf(route.path)))].filter((noun) => !TARGETS[noun])).toEqual([]);
});

test('every cell answers as the policy table says', async () => {
  const wrong: string[] = [];
  let asserted = 0;
  for (const route of routes) {
    const action = route.operation['x-action'] as Action;
    const answers = await Promise.all(cells.map(async (cell) => ({ cell, status: await send(route, cell) })));
    for (const { cell, status } of answers) {
      const actor = { id: cell.person.id, role: cell.role };
      const allowed = named(route.path) ? can(actor, action, relationsOf(route.path, cell)) : mayEver(actor, action);
      // What does not exist is 404 for those who may: a noun without a standing can only show its closed doors.
      const open = !CLOSED.includes(status) || (status === 404 && named(route.path) && TARGETS[nounOf(route.path)]!.relations.length === 0);
      asserted += 1;
      // A preview asks the run itself, and no worker is here: 503 lies behind every door.
      const broken = status >= 500 && !(status === 503 && route.path.endsWith('/preview'));
      if (broken || (allowed ? !open : ![403, 404].includes(status))) wrong.push(`${route.method.toUpperCase()} ${route.path} (${action}) ${cell.role}/${cell.standing}: ${allowed ? 'allowed' : 'denied'} by the table, answered ${status}`);
    }
  }
  expect(wrong).toEqual([]);
  expect(asserted).toBe(routes.length * cells.length);
}, 120_000);
