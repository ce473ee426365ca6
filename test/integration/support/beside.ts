import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import request from 'supertest';
import { createActivities } from '#activities/index';
import type { RunEvent } from '#contracts/events';
import type { RunActivities } from '#contracts/process';
import type { Run } from '#contracts/run';
import type { Task } from '#contracts/task';
import { poolOf } from '#persistence/data-source';
import { demoId, seedDemo } from '#persistence/seed/demo';
import { DEMO_DOMAIN, DEMO_PASSWORD } from '#persistence/seed/demo-people';
import { defaultOrgCalendar } from '#platform/calendars/org-calendar';
import { createLogger } from '#platform/logger';
import { loadPlaybook } from '#platform/playbooks/load';
import { startTestApi, type TestApi } from '../../support/api.ts';
import { runOf, story, taskOf } from './story.ts';

/** The API over the demo organisation with runs written by `recordEvents` alone: for what people write beside runs, which no run knows of. */
export interface BesideApi {
  api: TestApi;
  pool: Pool;
  activities: RunActivities;
  /** Moves the API's clock on by so many ms. */
  pass(ms: number): void;
  now(): number;
  send(who: string, method: 'get' | 'post' | 'put' | 'delete', path: string, body?: unknown, key?: string): Promise<request.Response>;
  token(who: string): Promise<string>;
  rows<T>(sql: string, ...values: unknown[]): Promise<T[]>;
  close(): Promise<void>;
}

export async function besideApi(): Promise<BesideApi> {
  let offset = 0;
  const now = (): number => Date.now() + offset;
  const api = await startTestApi({ now });
  const playbooks = [await loadPlaybook('playbooks/task-chain/playbook.yaml')];
  await seedDemo(api.db, { calendar: defaultOrgCalendar(), playbooks });
  const pool = poolOf(api.db);
  const tokens = new Map<string, Promise<string>>();
  const token = (who: string): Promise<string> => {
    tokens.set(who, tokens.get(who) ?? logIn(api, who));
    return tokens.get(who)!;
  };
  return {
    api, pool, now, token,
    activities: createActivities({ pool, logger: createLogger('test', 'silent'), now }),
    pass(ms) {
      offset += ms;
      // Log-ins end with time.
      tokens.clear();
    },
    async send(who, method, path, body, key = randomUUID()) {
      const call = request(api.app.getHttpServer())[method](`/api/v1${path}`).set('Authorization', `Bearer ${await token(who)}`).set('Idempotency-Key', key);
      return body === undefined ? call : call.set('Content-Type', 'application/json').send(body as object);
    },
    rows: async <T>(sql: string, ...values: unknown[]) => (await pool.query(sql, values)).rows as T[],
    close: () => api.close(),
  };
}

/** A run of the demo manager with one open task of `script`'s; `further` adds events. */
export async function openTask({ activities }: BesideApi, given: Partial<Task> = {}, run: Partial<Run> = {}): Promise<{ run: Run; task: Task; tell: ReturnType<typeof story> }> {
  const begun = { ...runOf(demoId('manager')), playbook: { slug: 'task-chain', version: 1 }, ...run };
  const task = taskOf(begun.id, { assignee: demoId('script'), ...given });
  const tell = story(begun.id);
  await activities.recordEvents({ runId: begun.id, events: [tell.next('RunStarted', { run: begun }), tell.next('TaskOpened', { task })] as RunEvent[] });
  return { run: begun, task, tell };
}

async function logIn(api: TestApi, name: string): Promise<string> {
  const { body } = await request(api.app.getHttpServer()).post('/api/v1/auth/login').send({ email: `${name}@${DEMO_DOMAIN}`, password: DEMO_PASSWORD, token: true }).expect(200);
  return (body as { token: string }).token;
}
