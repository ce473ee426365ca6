import type { Server } from 'node:http';
import type { OpenAPIObject } from '@nestjs/swagger';
import request from 'supertest';
import { hasRule } from '#domain/identity/can';
import { operationsOf } from '../../apps/api/src/openapi/document.ts';
import { startTestApi, type TestApi } from '../support/api.ts';

let api: TestApi;
let document: OpenAPIObject;
beforeAll(async () => {
  api = await startTestApi();
  document = (await request(api.app.getHttpServer()).get('/api/v1/openapi.json').expect(200)).body as OpenAPIObject;
}, 60_000);
afterAll(() => api.close());
const each = () => operationsOf(document).map((entry) => ({ ...entry, name: `${entry.method.toUpperCase()} ${entry.path}` }));

describe('the OpenAPI document', () => {
  it('gives every route a rule of the matrix, or is one of the few public ones', () => {
    const open = each().filter(({ operation }) => operation['x-public']).map(({ name }) => name);
    expect(open.sort()).toEqual([
      'GET /api/v1/auth/methods', 'GET /api/v1/auth/oidc/callback', 'GET /api/v1/auth/oidc/start', 'GET /api/v1/health/live', 'GET /api/v1/health/ready', 'GET /api/v1/openapi.json',
      'POST /api/v1/auth/login', 'POST /api/v1/auth/password/reset', 'POST /api/v1/auth/password/reset-request', 'POST /api/v1/invitations/accept',
    ]);
    const ruleless = each().filter(({ operation }) => !operation['x-public'] && !hasRule(operation['x-action'] ?? ''));
    expect(ruleless.map(({ name }) => name)).toEqual([]);
  });

  it('asks every POST that creates or acts for an Idempotency-Key', () => {
    const keyless = each().filter(({ method, path, operation }) => method === 'post' && !/\/(preview|dry-run)$/.test(path) && !operation.parameters?.some(({ name }) => name === 'Idempotency-Key'));
    // Log-in and log-out make nothing that could double, a mailed code works once by itself, and a preview changes nothing.
    expect(keyless.map(({ name }) => name).sort()).toEqual([
      'POST /api/v1/auth/login', 'POST /api/v1/auth/logout', 'POST /api/v1/auth/password/reset', 'POST /api/v1/auth/password/reset-request', 'POST /api/v1/invitations/accept',
    ]);
  });

  it('describes bodies, answers, errors and security of every operation, with examples', () => {
    for (const { name, method, operation } of each()) {
      expect([name, operation.summary]).toEqual([name, expect.stringMatching(/\w/)]);
      expect([name, operation.security]).toEqual([name, operation['x-public'] ? [] : [{ cookie: [] }, { bearer: [] }]]);
      if (method === 'post' && name !== 'POST /api/v1/auth/logout') expect([name, operation.requestBody?.content['application/json']?.schema]).toEqual([name, expect.any(Object)]);
      const answers = Object.entries(operation.responses).filter(([status]) => status.startsWith('2') && status !== '204');
      for (const [, answer] of answers) {
        const [media] = Object.values(answer.content ?? {});
        expect([name, media?.schema]).toEqual([name, expect.any(Object)]);
        expect([name, media?.example ?? media?.examples]).toEqual([name, expect.anything()]);
      }
      expect([name, Object.values(operation.responses).some(({ content }) => content?.['application/problem+json'])]).toEqual([name, true]);
    }
  });

  it('lets nobody in without a session, whatever the route', async () => {
    for (const { name, method, path, operation } of each()) {
      if (operation['x-public']) continue;
      const address = path.replace(/\{\w+\}/g, '0b6f8a4e-5d2c-4c1e-9a77-3f1d2b6c8e90');
      const answer = await request(api.app.getHttpServer() as Server)[method as 'get' | 'post'](address).set('Idempotency-Key', 'k').set('Sec-Fetch-Site', 'same-origin').send(method === 'get' ? undefined : {});
      expect([name, answer.status]).toEqual([name, 401]);
    }
  }, 60_000);
});
