import 'reflect-metadata';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { ParsedMail } from 'mailparser';
import { createLogger } from '#platform/logger';
import { DeliveryProcessor } from '../../apps/worker/src/delivery/delivery.processor.ts';
import type { WorkerSettings } from '../../apps/worker/src/tokens.ts';
import { WorkerModule } from '../../apps/worker/src/worker.module.ts';
import { addPerson, startTestApi, type TestApi } from '../support/api.ts';
import { Browser } from '../support/browser.ts';
import { openMailbox, type Mailbox } from '../support/mailbox.ts';
import { until } from '../support/until.ts';

const PASSWORD = 'an entirely new phrase';
const woken: string[] = [];
let api: TestApi;
let mailbox: Mailbox;
let worker: INestApplicationContext;
let admin: Browser;

/** The worker's own store, processor and channel, called in the place of its queue, which `delivery.spec.ts` tries. */
beforeAll(async () => {
  mailbox = await openMailbox();
  const deliveries = { enqueue: (ids: readonly string[]) => Promise.resolve(void woken.push(...ids)), close: () => Promise.resolve() };
  api = await startTestApi({ env: { PUBLIC_URL: 'https://calls.example.com' }, deliveries });
  const { database, temporal, queue, http, objects, workflowBundle, secretKeys } = api.config;
  const settings: WorkerSettings = { database, temporal, queue, http, objects, workflowBundle, secretKeys, mail: { smtpUrl: mailbox.url, from: 'Callsheet <callsheet@callsheet.test>' } };
  worker = await NestFactory.createApplicationContext(WorkerModule.hosting(new Set(['delivery']), settings, createLogger('letters-spec', 'silent')), { logger: false });
  await addPerson(api.db, 'admin', 'An Ran');
  admin = new Browser(api);
  await api.db.query(`UPDATE person SET email = 'admin@example.com'`);
  expect((await admin.logIn('admin@example.com')).status).toBe(200);
}, 30_000);
afterAll(async () => {
  await worker?.close();
  await api.close();
  await mailbox.close();
}, 30_000);

const deliver = async (): Promise<void> => {
  const ids = await until(() => woken.length > 0 && woken.splice(0));
  // Asked twice at once, as a queue and a sweeper may: the row decides.
  await Promise.all([...ids, ...ids].map((id) => worker.get(DeliveryProcessor).deliver(id)));
};
const mailsTo = (address: string): ParsedMail[] => mailbox.mails.filter((mail) => [mail.to].flat().some((to) => to?.value.some((one) => one.address === address)));
const codeIn = (mail: ParsedMail): string => /#([\w-]{43})/.exec(String(mail.html))![1]!;
const states = async (address: string) => (await api.db.query<Array<{ state: string }>>('SELECT d.state FROM delivery d JOIN letter l ON l.id = d.letter_id WHERE l.address = $1 ORDER BY l.created_at', [address])).map(({ state }) => state);

it('an invitation is one mail in the guest’s language, whose code makes the account', async () => {
  await admin.post('/invitations', { email: 'guest@example.com', name: '来宾', locale: 'zh-CN' }, 'invite-1');
  await admin.post('/invitations', { email: 'guest@example.com', name: '来宾', locale: 'zh-CN' }, 'invite-1');
  await deliver();
  const [mail, ...more] = mailsTo('guest@example.com');
  expect(more).toEqual([]);
  expect(mail!.subject).toBe('An Ran 邀请您加入 Callsheet');
  expect(mail!.html).toContain(`href="https://calls.example.com/accept-invitation#${codeIn(mail!)}"`);
  const [row] = await api.db.query<Array<Record<string, unknown>>>(`SELECT d.* FROM delivery d JOIN letter l ON l.id = d.letter_id WHERE l.address = 'guest@example.com'`);
  expect(row).toMatchObject({ state: 'sent', attempts: 1, locale: 'zh-CN', channel: 'email', notification_id: null, message_id: mail!.messageId });
  const guest = new Browser(api);
  expect((await guest.post('/invitations/accept', { token: codeIn(mail!), password: PASSWORD })).status).toBe(201);
  expect((await guest.logIn('guest@example.com', { password: PASSWORD })).status).toBe(200);
});

it('a new password is chosen by mail, and the person hears that it was', async () => {
  const lost = new Browser(api);
  await lost.post('/auth/password/reset-request', { email: 'admin@example.com' });
  await deliver();
  const [asked] = mailsTo('admin@example.com');
  expect(asked!.subject).toBe('A new password for Callsheet');
  expect((await lost.post('/auth/password/reset', { token: codeIn(asked!), password: PASSWORD })).status).toBe(204);
  await deliver();
  expect(mailsTo('admin@example.com').map(({ subject }) => subject)).toEqual(['A new password for Callsheet', 'Your Callsheet password was changed']);
  expect((await admin.logIn('admin@example.com', { password: PASSWORD })).status).toBe(200);
  await lost.post('/auth/password/reset-request', { email: 'nobody@example.com' });
  expect(woken).toEqual([]);
});

it('what was revoked, has run out or is for somebody who has left is not sent any more', async () => {
  const { body } = await admin.post('/invitations', { email: 'revoked@example.com', name: 'R' });
  await admin.delete(`/invitations/${body.id}`);
  await admin.post('/invitations', { email: 'expired@example.com', name: 'E' });
  await api.db.query(`UPDATE letter SET expires_at = 1 WHERE address = 'expired@example.com'`);
  const left = (await admin.post('/people', { email: 'left@example.com', name: 'L' })).body.id as string;
  await api.db.query('UPDATE person SET disabled_at = 1 WHERE id = $1', [left]);
  await deliver();
  for (const address of ['revoked@example.com', 'expired@example.com', 'left@example.com']) expect([address, await states(address), mailsTo(address)]).toEqual([address, ['superseded'], []]);
});

it('a mail that the server refuses comes with the same code later', async () => {
  mailbox.refuse = 1;
  await admin.post('/invitations', { email: 'later@example.com', name: '<b>L</b>' });
  await deliver();
  expect([await states('later@example.com'), mailsTo('later@example.com')]).toEqual([['pending'], []]);
  const [row] = await api.db.query<Array<{ id: string }>>(`SELECT id FROM letter WHERE address = 'later@example.com'`);
  await api.db.query('UPDATE delivery SET next_at = 0 WHERE id = $1', [row!.id]);
  await worker.get(DeliveryProcessor).deliver(row!.id);
  const [mail] = mailsTo('later@example.com');
  expect(mail!.messageId).toBe(`<${row!.id}@callsheet>`);
  expect((await new Browser(api).post('/invitations/accept', { token: codeIn(mail!), password: PASSWORD })).status).toBe(201);
});
