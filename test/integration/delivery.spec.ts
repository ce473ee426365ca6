import 'reflect-metadata';
import { jest } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { DataSource } from 'typeorm';
import { poolOf } from '#persistence/data-source';
import { APP_ROLE, runMigrations } from '#persistence/migrate';
import { createEmailChannel } from '#platform/channels/email';
import { createLogger } from '#platform/logger';
import type { DeliveryQueue } from '#platform/queues/delivery-queue';
import { migrateQueues } from '#platform/queues/migrate';
import { DeliveryProcessor, LEASE_MS, MAX_ATTEMPTS } from '../../apps/worker/src/delivery/delivery.processor.ts';
import { DeliveryStore } from '../../apps/worker/src/delivery/delivery.store.ts';
import { releaseHeld } from '../../apps/api/src/snooze/snooze-queries.ts';
import { DATABASE, DELIVERY_QUEUE, type WorkerSettings } from '../../apps/worker/src/tokens.ts';
import { WorkerModule } from '../../apps/worker/src/worker.module.ts';
import { createTestDatabase, type TestDatabase, TEST_APP_PASSWORD } from '../support/database.ts';
import { openMailbox, type Mailbox } from '../support/mailbox.ts';
import { tell, type Told } from '../support/told-rows.ts';
import { until } from '../support/until.ts';

const appPassword = TEST_APP_PASSWORD;
const logger = createLogger('delivery-spec', 'silent');
jest.setTimeout(40_000);
let database: TestDatabase;
let mailbox: Mailbox;
let app: INestApplicationContext;

beforeAll(async () => {
  [database, mailbox] = await Promise.all([createTestDatabase(), openMailbox()]);
  await runMigrations(database.url, { appPassword });
  app = await NestFactory.createApplicationContext(WorkerModule.hosting(new Set(['delivery', 'sweeper']), settings(), logger), { logger: false });
  // The worker is up first: it must find the queue's tables when they come.
  await migrateQueues(database.url, APP_ROLE);
  await until(() => app.get<DeliveryQueue>(DELIVERY_QUEUE).ready().then(() => true, () => false));
}, 60_000);
afterAll(async () => {
  await app?.close();
  await mailbox.close();
  await database.drop();
}, 30_000);

function settings(): WorkerSettings {
  const url = Object.assign(new URL(database.url), { username: APP_ROLE, password: appPassword }).toString();
  return {
    database: { url, pool: 5 },
    temporal: { address: '127.0.0.1:1', namespace: 'default', apiKey: undefined, tls: null },
    // The same suite on Redis: TEST_REDIS_URL=redis://127.0.0.1:6379 (CONTRIBUTING.md).
    queue: { redisUrl: process.env.TEST_REDIS_URL },
    mail: { smtpUrl: mailbox.url, from: 'Callsheet <callsheet@callsheet.test>' },
    http: { publicUrl: 'https://calls.example.com' },
    objects: { dir: '/nonexistent/objects', s3: null },
    workflowBundle: 'none',
    secretKeys: [],
  };
}
const pool = () => poolOf(app.get<DataSource>(DATABASE));
const enqueue = (...told: Told[]) => app.get<DeliveryQueue>(DELIVERY_QUEUE).enqueue(told.map(({ deliveryId }) => deliveryId));
const mailsTo = ({ personId }: Told) => mailbox.mails.filter((mail) => [mail.to].flat().some((to) => to?.text.includes(personId)));
async function row({ deliveryId }: Told): Promise<{ state: string; attempts: number; last_error: string | null; message_id: string | null; locale: string | null; next_at: number }> {
  return (await pool().query('SELECT * FROM delivery WHERE id = $1', [deliveryId])).rows[0];
}
const settled = (told: Told, state: string) => until(async () => (await row(told)).state === state);

test('a delivery is one mail, however often its turn is asked for', async () => {
  const told = await tell(pool());
  await Promise.all([enqueue(told), enqueue(told), app.get(DeliveryProcessor).deliver(told.deliveryId), app.get(DeliveryProcessor).deliver(told.deliveryId)]);
  await settled(told, 'sent');
  await enqueue(told);
  const marker = await tell(pool());
  await enqueue(marker);
  await settled(marker, 'sent');
  expect(mailsTo(told)).toHaveLength(1);
  expect(mailsTo(told)[0]?.messageId).toBe(`<${told.deliveryId}@callsheet>`);
  expect(await row(told)).toMatchObject({ attempts: 1, locale: 'en', message_id: `<${told.deliveryId}@callsheet>`, last_error: null });
});

test('a mail that the server refuses is tried again and then counts once', async () => {
  mailbox.refuse = 2;
  const told = await tell(pool());
  await enqueue(told);
  await settled(told, 'sent');
  expect(mailsTo(told)).toHaveLength(1);
  expect((await row(told)).attempts).toBe(3);
});

test('what nobody enqueued is found by the sweeper', async () => {
  const told = await tell(pool(), { nextAt: Date.now() - 11_000 });
  await settled(told, 'sent');
  expect(mailsTo(told)).toHaveLength(1);
});

// At least once is the promise: between the server's 250 and the row's `sent` lies the only gap in which a mail can double.
test('a process that dies after sending and before saying so sends the same Message-ID again, once', async () => {
  const told = await tell(pool());
  const store = app.get(DeliveryStore);
  const claim = await store.claim(told.deliveryId, Date.now(), LEASE_MS);
  const channel = createEmailChannel({ smtpUrl: mailbox.url, from: 'callsheet@callsheet.test' });
  await channel.send({ deliveryId: told.deliveryId, to: { name: 'Ann', address: `${told.personId}@callsheet.test` }, subject: 's', html: 'h', text: 't' });
  channel.close();
  await enqueue(told);
  const marker = await tell(pool());
  await enqueue(marker);
  await settled(marker, 'sent');
  expect(mailsTo(told)).toHaveLength(1);

  // The lease runs out.
  await pool().query('UPDATE delivery SET next_at = next_at - $2 - 11000 WHERE id = $1', [told.deliveryId, LEASE_MS]);
  await settled(told, 'sent');
  expect(mailsTo(told).map((mail) => mail.messageId)).toEqual(Array(2).fill(`<${told.deliveryId}@callsheet>`));
  await store.markFailed(claim!, 'the dead come back too late', Date.now());
  expect((await row(told)).state).toBe('sent');
});

test('a request for action on a closed task is superseded, other news is sent', async () => {
  const [asking, news] = [await tell(pool()), await tell(pool(), { kind: 'task-due-changed' })];
  await pool().query(`UPDATE task SET state = 'done' WHERE id = ANY($1)`, [[asking.taskId, news.taskId]]);
  await enqueue(asking, news);
  await Promise.all([settled(asking, 'superseded'), settled(news, 'sent')]);
  expect(mailsTo(asking)).toHaveLength(0);
});

test('after its last attempt a delivery is a dead letter with its error', async () => {
  const told = await tell(pool());
  await pool().query('UPDATE delivery SET attempts = $2 WHERE id = $1', [told.deliveryId, MAX_ATTEMPTS - 1]);
  mailbox.refuse = 1;
  await enqueue(told);
  await settled(told, 'dead');
  expect((await row(told)).last_error).toContain('try again later');
});

test('mails read well in both languages, and titles stay text', async () => {
  const nasty = 'Outline <b>1</b>\r\nBcc: eve@example.com';
  const [english, chinese] = [await tell(pool(), { title: nasty, name: 'Ann "A" <eve@example.com>' }), await tell(pool(), { locale: 'zh-CN', name: '韩梅梅' })];
  await enqueue(english, chinese);
  await Promise.all([settled(english, 'sent'), settled(chinese, 'sent')]);
  const [en, zh] = [mailsTo(english)[0]!, mailsTo(chinese)[0]!];
  expect(en.subject).toBe('New task: Outline <b>1</b> Bcc: eve@example.com');
  expect(en.bcc).toBeUndefined();
  expect(en.html).toContain('&lt;b&gt;1&lt;/b&gt;');
  expect(en.text).toContain(`https://calls.example.com/tasks/${english.taskId}`);
  expect(zh.subject).toBe('新任务：脚本大纲');
  expect(zh.text).toMatch(/截止: 2026年11月24日.*18:00/);
  expect([zh.to].flat()[0]?.value[0]?.name).toBe('韩梅梅');
});

test('a mention says what the comment says when its turn comes, and nothing once it was taken back', async () => {
  const [mended, unnamed, gone] = [await tell(pool(), { kind: 'mentioned', comment: 'Frist' }), await tell(pool(), { kind: 'mentioned', comment: 'You' }), await tell(pool(), { kind: 'mentioned', comment: 'Slip', locale: 'zh-CN' })];
  await pool().query(`UPDATE comment SET text = '<b>First</b>' WHERE task_id = $1`, [mended.taskId]);
  await pool().query(`UPDATE comment_mention SET removed_at = 1 WHERE task_id = $1`, [unnamed.taskId]);
  await pool().query(`UPDATE comment SET deleted_at = 1 WHERE task_id = $1`, [gone.taskId]);
  await enqueue(mended, unnamed, gone);
  await Promise.all([settled(mended, 'sent'), settled(unnamed, 'superseded'), settled(gone, 'superseded')]);
  const [mail] = mailsTo(mended);
  expect(mail!.subject).toBe('You are mentioned: Script outline');
  expect(mail!.text).toContain('What was written: <b>First</b>');
  expect(mail!.html).toContain('&lt;b&gt;First&lt;/b&gt;');
  expect((await row(gone)).last_error).toBe('it was taken back');
});

test('a reminder waits while its person has put the task aside; a breach does not', async () => {
  const [reminder, breach] = [await tell(pool(), { kind: 'task-reminded' }), await tell(pool(), { kind: 'task-breached' })];
  const until = Date.now() + 3_600_000;
  for (const { personId, taskId } of [reminder, breach]) await pool().query('INSERT INTO snooze (person_id, task_id, run_id, until_at, created_at) VALUES ($1, $2, $2, $3, 0)', [personId, taskId, until]);
  await app.get(DeliveryProcessor).deliver(reminder.deliveryId);
  await enqueue(breach);
  await settled(breach, 'sent');
  expect(await row(reminder)).toMatchObject({ state: 'pending', attempts: 0, next_at: until });
  await releaseHeld(app.get<DataSource>(DATABASE), reminder.taskId, reminder.personId, Date.now() - 11_000);
  await app.get(DeliveryProcessor).deliver(reminder.deliveryId);
  expect(await row(reminder)).toMatchObject({ state: 'pending', next_at: until });
  await pool().query('DELETE FROM snooze WHERE task_id = $1', [reminder.taskId]);
  await releaseHeld(app.get<DataSource>(DATABASE), reminder.taskId, reminder.personId, Date.now() - 11_000);
  await settled(reminder, 'sent');
  expect(mailsTo(reminder)).toHaveLength(1);
});

test('an invitation carries the meeting for the calendar', async () => {
  const meeting = { title: { 'zh-CN': '评审会', en: 'Review' }, agenda: [], startsAt: Date.UTC(2026, 10, 24, 2), endsAt: Date.UTC(2026, 10, 24, 3), sequence: 0 };
  const told = await tell(pool(), { kind: 'meeting-invited', meeting });
  await enqueue(told);
  await settled(told, 'sent');
  const invite = mailsTo(told)[0]?.attachments.find((part) => part.contentType.startsWith('text/calendar') || part.filename === 'invite.ics');
  expect(invite?.content.toString()).toMatch(/METHOD:REQUEST[\s\S]*UID:meeting-1/);
});
