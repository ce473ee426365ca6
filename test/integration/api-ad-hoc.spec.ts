import { randomUUID } from 'node:crypto';
import request from 'supertest';
import type { AdHocStarted } from '#contracts/api/ad-hoc';
import type { TaskResource } from '#contracts/api/task';
import { demoId } from '#persistence/seed/demo';
import { startApiStack, type ApiStack } from '../support/api-stack.ts';
import { until } from '../support/until.ts';

let stack: ApiStack;
beforeAll(async () => {
  stack = await startApiStack();
  await stack.startWorker();
}, 120_000);
afterAll(() => stack.close(), 60_000);

async function call(who: string, method: 'get' | 'post', path: string, body?: object, key: string = randomUUID()): Promise<request.Response> {
  const asked = request(stack.api.app.getHttpServer())[method](`/api/v1${path}`).set('Authorization', `Bearer ${await stack.token(who)}`).set('Idempotency-Key', key);
  return body ? asked.send(body) : asked;
}
const NEW = { title: '给客户一份开场镜头', assign: { person: demoId('ops') }, due: { working: 'PT4H' } };
const taskOf = async ({ runId, taskId }: AdHocStarted, who = 'ops'): Promise<TaskResource> => {
  const id = taskId ?? (await until(async () => ((await call(who, 'get', `/tasks?runId=${runId}`)).body.items as Array<{ id: string }>)[0])).id;
  return (await call(who, 'get', `/tasks/${id}`)).body as TaskResource;
};

test('a manager hands out one task: due on working time, with checklist and form, and its completion ends its run', async () => {
  const key = randomUUID();
  const body = { ...NEW, description: 'Two drafts will do', checklist: [{ title: 'Ask the host' }, { title: 'Nice to have', mandatory: false }], form: 'decision' };
  const made = await call('manager', 'post', '/tasks', body, key);
  expect(made.status).toBe(201);
  expect((await call('manager', 'post', '/tasks', body, key)).body.runId).toBe(made.body.runId);
  const task = await taskOf(made.body as AdHocStarted);
  expect(task).toMatchObject({ title: { 'zh-CN': NEW.title, en: NEW.title }, description: { en: 'Two drafts will do' }, assignee: demoId('ops'), checklist: [{ key: 'item-1', mandatory: true }, { key: 'item-2', mandatory: false }], form: { key: 'decision' } });
  const why = (await call('ops', 'get', `/tasks/${task.id}/why`)).body;
  expect(why.rule).toMatchObject({ source: '4.3' });
  expect((await call('manager', 'get', `/runs/${made.body.runId}`)).body).toMatchObject({ title: NEW.title, managerId: demoId('manager'), playbook: { slug: 'ad-hoc' } });
  expect((await call('ops', 'post', `/tasks/${task.id}/complete`, { answers: { verdict: 'approved' } })).status).toBeGreaterThanOrEqual(400);
  await call('ops', 'post', `/tasks/${task.id}/checklist`, { item: 'item-1', done: true });
  expect((await call('ops', 'post', `/tasks/${task.id}/complete`, { answers: {} })).status).toBe(422);
  expect((await call('ops', 'post', `/tasks/${task.id}/complete`, { answers: { verdict: 'approved' } })).status).toBe(200);
  await until(async () => (await call('manager', 'get', `/runs/${made.body.runId}`)).body.state === 'completed');
}, 40_000);

test('due at an instant is that instant, and says who chose it; a role nobody holds falls to whoever manages it', async () => {
  const due = Date.now() + 3 * 86_400_000;
  const { body } = await call('manager', 'post', '/tasks', { ...NEW, assign: { role: 'astronaut' }, due, form: 'none' });
  const task = await taskOf(body as AdHocStarted, 'manager');
  expect(task).toMatchObject({ dueAt: due, assignee: demoId('manager'), form: null });
}, 30_000);

test('who may, what may not be, and that it can be put on a schedule', async () => {
  expect((await call('ops', 'post', '/tasks', NEW)).status).toBe(403);
  const paths = async (given: object) => ((await call('manager', 'post', '/tasks', { ...NEW, ...given })).body.errors as Array<{ path: string }>).map(({ path }) => path);
  expect(await paths({ assign: { person: randomUUID() } })).toEqual(['assign.person']);
  expect(await paths({ due: Date.now() - 1_000 })).toEqual(['due']);
  expect(await paths({ title: '' })).toEqual(['title']);
  expect(await paths({ form: 'poem' })).toEqual(['form']);
  const schedule = (due: unknown) => call('manager', 'post', '/schedules', { title: NEW.title, playbook: 'ad-hoc', input: { assign: NEW.assign, due }, recurrence: { kind: 'weekly', weekdays: [5], time: '16:00' } });
  expect((await schedule(Date.now() + 86_400_000)).body.errors).toMatchObject([{ path: 'input.due' }]);
  const { body } = await schedule({ working: 'PT2H' });
  const { body: occurrence } = await call('manager', 'post', `/schedules/${body.id}/run`, {});
  expect(await taskOf({ runId: occurrence.runId, taskId: null })).toMatchObject({ title: { en: NEW.title }, assignee: demoId('ops') });
}, 40_000);
