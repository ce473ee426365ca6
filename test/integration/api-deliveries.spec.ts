import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { poolOf } from '#persistence/data-source';
import { createLogger } from '#platform/logger';
import { DeliveryProcessor } from '../../apps/worker/src/delivery/delivery.processor.ts';
import type { WorkerSettings } from '../../apps/worker/src/tokens.ts';
import { WorkerModule } from '../../apps/worker/src/worker.module.ts';
import { addPerson, startTestApi, type TestApi, type TestPerson } from '../support/api.ts';
import { Browser } from '../support/browser.ts';
import { openMailbox, type Mailbox } from '../support/mailbox.ts';
import { tell, type Told, type TellOptions } from '../support/told-rows.ts';
import { until } from '../support/until.ts';

const woken: string[] = [];
let api: TestApi;
let mailbox: Mailbox;
let worker: INestApplicationContext;
let people: Record<'admin' | 'manager' | 'member', TestPerson>;
const as = {} as Record<keyof typeof people, Browser>;

beforeAll(async () => {
  mailbox = await openMailbox();
  const deliveries = { enqueue: (ids: readonly string[]) => Promise.resolve(void woken.push(...ids)), close: () => Promise.resolve() };
  api = await startTestApi({ env: { PUBLIC_URL: 'https://calls.example.com' }, deliveries });
  const { database, temporal, queue, http, objects, workflowBundle, secretKeys } = api.config;
  const settings: WorkerSettings = { database, temporal, queue, http, objects, workflowBundle, secretKeys, mail: { smtpUrl: mailbox.url, from: 'Callsheet <callsheet@callsheet.test>' } };
  worker = await NestFactory.createApplicationContext(WorkerModule.hosting(new Set(['delivery']), settings, createLogger('deliveries-spec', 'silent')), { logger: false });
  const added = await Promise.all((['admin', 'manager', 'member'] as const).map(async (role) => [role, await addPerson(api.db, role, `log-${role}`)] as const));
  people = Object.fromEntries(added) as typeof people;
  for (const role of ['admin', 'manager', 'member'] as const) {
    as[role] = new Browser(api);
    await as[role].logIn(people[role].email);
  }
}, 60_000);
afterAll(async () => {
  await worker?.close();
  await api.close();
  await mailbox.close();
}, 30_000);

const told = (options: TellOptions = {}): Promise<Told> => tell(poolOf(api.db), options);
const takeTurn = (id: string) => worker.get(DeliveryProcessor).deliver(id);
const mailsTo = (personId: string) => mailbox.mails.filter((mail) => [mail.to].flat().some((to) => to?.text.includes(personId)));
const sent = async (options: TellOptions = {}): Promise<Told> => {
  const one = await told(options);
  await takeTurn(one.deliveryId);
  return one;
};
const idsOf = async (who: keyof typeof people, query: string): Promise<string[]> => (await as[who].get(`/deliveries?${query}`)).body.items.map(({ id }: { id: string }) => id);

it('lists what was brought to whom, newest first, by person, run, state, kind and words', async () => {
  const one = await sent({ name: 'Lin Wei', title: 'Night_shoot' });
  const other = await told({ kind: 'task-due-changed', name: 'Mo Li' });
  const [{ runId }] = await api.db.query<[{ runId: string }]>('SELECT run_id AS "runId" FROM notification WHERE person_id = $1', [one.personId]);
  const { body } = await as.manager.get(`/deliveries?personId=${one.personId}`);
  expect(body.items).toEqual([expect.objectContaining({ id: one.deliveryId, of: 'notice', kind: 'task-opened', person: { id: one.personId, name: 'Lin Wei' }, runId, taskId: one.taskId, state: 'sent', attempts: 1, nextAt: null, sentAt: expect.any(Number), title: { en: 'Night_shoot', 'zh-CN': '脚本大纲' } })]);
  expect(await idsOf('admin', `runId=${runId}`)).toEqual([one.deliveryId]);
  expect(await idsOf('admin', 'state=pending,sending&kind=task-due-changed')).toEqual([other.deliveryId]);
  expect(await idsOf('admin', 'text=night_shoot')).toEqual([one.deliveryId]);
  expect(await idsOf('admin', 'text=nightXshoot')).toEqual([]);
  const first = (await as.admin.get('/deliveries?limit=1')).body;
  expect((await as.admin.get(`/deliveries?limit=1&after=${first.next}`)).body.items[0].createdAt).toBeLessThanOrEqual(first.items[0].createdAt);
  expect((await as.admin.get('/deliveries?state=lost')).body.errors[0].path).toMatch(/^state/);
  expect((await as.member.get('/deliveries')).status).toBe(403);
});

it('shows the mail as it would be now, and why it would not go out', async () => {
  const { deliveryId, taskId } = await sent({ title: '<b>bold</b>', locale: 'en' });
  const open = (await as.manager.get(`/deliveries/${deliveryId}`)).body;
  expect(open).toMatchObject({ id: deliveryId, withheld: null, others: [], mail: { subject: 'New task: <b>bold</b>' } });
  expect(open.mail.text).toContain(`https://calls.example.com/tasks/${taskId}`);
  expect(open.mail.html).toContain('&lt;b&gt;bold');
  await api.db.query(`UPDATE task SET state = 'done' WHERE id = $1`, [taskId]);
  expect((await as.manager.get(`/deliveries/${deliveryId}`)).body).toMatchObject({ withheld: { reason: 'there is nothing left to do', until: null }, mail: { subject: 'New task: <b>bold</b>' } });
  expect((await as.admin.get(`/deliveries/${randomUUID()}`)).body.rule).toBe('unknown-delivery');
});

it('brings what was given up once more for a key, as a delivery of its own that the audit knows', async () => {
  const lost = await told();
  await api.db.query(`UPDATE delivery SET state = 'dead', attempts = 20, last_error = 'mailbox full' WHERE id = $1`, [lost.deliveryId]);
  const path = `/deliveries/${lost.deliveryId}/resend`;
  const both = await Promise.all([as.admin.post(path, {}, 'once'), as.admin.post(path, {}, 'once')]);
  expect(both.map(({ status }) => status)).toEqual([201, 201]);
  const [{ body: again }] = both;
  expect(both[1].body.id).toBe(again.id);
  expect(again).toMatchObject({ resendOf: lost.deliveryId, requestedBy: people.admin.id, state: 'pending', attempts: 0, kind: 'task-opened' });
  expect((await as.admin.post(path)).body).toMatchObject({ status: 409, rule: 'delivery-waiting' });
  await until(() => woken.includes(again.id));
  await takeTurn(again.id);
  await takeTurn(again.id);
  expect(mailsTo(lost.personId).map(({ messageId }) => messageId)).toEqual([`<${again.id}@callsheet>`]);
  expect((await as.admin.get(`/deliveries/${lost.deliveryId}`)).body).toMatchObject({ state: 'dead', lastError: 'mailbox full', others: [{ id: again.id, state: 'sent' }] });
  const [noted, ...more] = await api.db.query<Array<{ actor: string; data: object }>>(`SELECT actor, data FROM activity_log WHERE verb = 'delivery-resent' AND data ->> 'delivery' = $1`, [lost.deliveryId]);
  expect([noted, more]).toEqual([{ actor: people.admin.id, data: { delivery: lost.deliveryId, resend: again.id, kind: 'task-opened', person: lost.personId } }, []]);
});

it('is for admins, and for whoever manages the run', async () => {
  const { deliveryId, personId } = await sent();
  const path = `/deliveries/${deliveryId}/resend`;
  for (const who of ['manager', 'member'] as const) expect((await as[who].post(path)).status).toBe(403);
  const [{ runId }] = await api.db.query<[{ runId: string }]>('SELECT run_id AS "runId" FROM notification WHERE person_id = $1', [personId]);
  await api.db.query(
    `INSERT INTO run (id, root_id, playbook_slug, playbook_version, process, title, state, manager_id, started_by, started_at, visit, turn, version, last_event, input, settings)
     VALUES ($1, $1, 'task-chain', 1, 'task-chain', 'Spring', 'running', $2, $3, 1, 0, 1, 1, 1, '{}', '{}')`,
    [runId, people.manager.id, people.manager.id],
  );
  expect((await as.manager.post(path)).body).toMatchObject({ runTitle: 'Spring', resendOf: deliveryId });
});

it('resends a letter whose code still opens something, never shows the code, and refuses one that is void', async () => {
  await as.admin.post('/invitations', { email: 'guest@example.com', name: 'Guest' });
  const [letter] = await idsOf('admin', 'text=guest@example.com');
  await takeTurn(letter!);
  const sentCode = /#([\w-]{43})/.exec(String(mailbox.mails.find((mail) => [mail.to].flat().some((to) => to?.text.includes('guest@example.com')))!.html))![1]!;
  const shown = (await as.admin.get(`/deliveries/${letter}`)).body;
  expect(shown).toMatchObject({ of: 'letter', kind: 'invitation', person: null, address: 'guest@example.com', withheld: null });
  expect(JSON.stringify(shown)).not.toContain(sentCode);
  const again = (await as.admin.post(`/deliveries/${letter}/resend`)).body;
  await takeTurn(again.id);
  expect(mailbox.mails.filter((mail) => String(mail.html).includes(`accept-invitation#${sentCode}`))).toHaveLength(2);
  expect((await new Browser(api).post('/invitations/accept', { token: sentCode, password: 'an entirely new phrase' })).status).toBe(201);
  expect((await as.admin.post(`/deliveries/${letter}/resend`)).body.rule).toBe('letter-void');
  expect((await as.admin.get(`/deliveries/${letter}`)).body.withheld.reason).toBe('what it offers is no longer on offer');
});
