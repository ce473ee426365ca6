import 'reflect-metadata';
import path from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { ParsedMail } from 'mailparser';
import { createActivities } from '#activities/index';
import type { RunEvent } from '#contracts/events';
import type { NoticeData } from '#contracts/notice';
import { APP_ROLE } from '#persistence/migrate';
import { demoId, seedDemo } from '#persistence/seed/demo';
import { defaultOrgCalendar } from '#platform/calendars/org-calendar';
import { createLogger } from '#platform/logger';
import { loadPlaybook } from '#platform/playbooks/load';
import { migrateQueues } from '#platform/queues/migrate';
import { makeDigests } from '../../apps/worker/src/digest/make-digests.ts';
import { WorkerModule } from '../../apps/worker/src/worker.module.ts';
import { openMailbox, type Mailbox } from '../support/mailbox.ts';
import { until } from '../support/until.ts';
import { demoDatabase, type DemoDatabase } from './support/database.ts';
import { clockOf, runOf, story, T0, taskOf } from './support/story.ts';

const HOUR = 3_600_000;
/** Digests of the Monday that T0 begins (09:00 in Shanghai) and of the days after it come at 17:30. */
const digestTime = (day: number): number => T0 + day * 24 * HOUR + 8.5 * HOUR;
const text = (en: string) => ({ en, 'zh-CN': `${en}中` });
const logger = createLogger('test', 'silent');
let db: DemoDatabase;
let mailbox: Mailbox;
let worker: INestApplicationContext;

beforeAll(async () => {
  [db, mailbox] = await Promise.all([demoDatabase(), openMailbox()]);
  await seedDemo(db.dataSource, { calendar: defaultOrgCalendar(), playbooks: [await loadPlaybook(path.resolve(import.meta.dirname, '../../playbooks/collaboration-loop/playbook.yaml'))] });
  await migrateQueues(db.ownerUrl, APP_ROLE);
  const settings = {
    database: { url: db.url, pool: 5 }, temporal: { address: '127.0.0.1:1', namespace: 'default', apiKey: undefined, tls: null }, queue: { redisUrl: undefined },
    mail: { smtpUrl: mailbox.url, from: 'Callsheet <callsheet@callsheet.test>' }, http: { publicUrl: 'https://calls.example.com' }, objects: { dir: '/nonexistent/objects', s3: null }, workflowBundle: 'none', secretKeys: [],
  };
  worker = await NestFactory.createApplicationContext(WorkerModule.hosting(new Set(['delivery', 'sweeper']), settings, logger), { logger: false });
}, 60_000);
afterAll(async () => {
  await worker?.close();
  await mailbox.close();
  await db.close();
}, 30_000);

const record = (runId: string, events: RunEvent[]) => createActivities({ pool: db.pool, logger, now: () => T0 }).recordEvents({ runId, events });
const at = (event: RunEvent, instant: number): RunEvent => ({ ...event, at: instant });
async function digests(): Promise<Array<{ person: string; date: string; data: NoticeData }>> {
  const sql = `SELECT person.email AS person, digest.date::text AS date, n.data FROM digest JOIN person ON person.id = digest.person_id JOIN notification n ON n.id = digest.notification_id ORDER BY 2, 1`;
  return (await db.pool.query<{ person: string; date: string; data: NoticeData }>(sql)).rows.map((row) => ({ ...row, person: row.person.replace(/@.*/, '') }));
}
/** The digests are of a day long gone or still to come; their mails go out now. */
const sendNow = () => db.pool.query(`UPDATE delivery SET next_at = 0 WHERE state = 'pending'`);
const mailTo = (name: string): ParsedMail[] => mailbox.mails.filter((mail) => [mail.to].flat().some((to) => to?.text.includes(`${name}@`)) && /digest|日报/i.test(mail.subject ?? ''));

test('tells whoever is informed, once each working day, what happened and what is due next, by mail in their language', async () => {
  const run = runOf(demoId('manager'));
  const tell = story(run.id);
  const due = taskOf(run.id, { assignee: demoId('script'), clock: clockOf(digestTime(1) - HOUR) });
  const later = taskOf(run.id, { assignee: demoId('script'), clock: clockOf(digestTime(2)) });
  const late = taskOf(run.id, { key: 'copy', title: text('Copy and title'), assignee: demoId('copy'), clock: clockOf(T0 + HOUR) });
  const deadline = { kind: 'breach' as const, index: 0, at: T0 + HOUR };
  await record(run.id, [
    tell.next('RunStarted', { run }),
    tell.next('StepEntered', { step: 'review', title: text('Review'), visit: 1 }),
    tell.next('StepLeft', { step: 'review', visit: 1, outcome: 'completed', by: null, reason: null }),
    tell.next('StepEntered', { step: 'planning', title: text('Planning'), visit: 1 }),
    tell.next('TaskOpened', { task: due }), tell.next('TaskOpened', { task: later }), tell.next('TaskOpened', { task: late }),
    tell.next('TaskBreached', { taskId: late.id, deadline, clock: { ...late.clock!, breachedAt: T0 + HOUR } }),
  ]);
  expect(await makeDigests(db.pool, digestTime(0) - 1)).toBe(0);
  // Two workers look at the same moment, and one again.
  const told = await Promise.all([makeDigests(db.pool, digestTime(0)), makeDigests(db.pool, digestTime(0))]);
  expect(told[0]! + told[1]! + (await makeDigests(db.pool, digestTime(0) + HOUR))).toBe(2);
  const made = await digests();
  expect(made.map(({ person, date, data }) => [person, date, data.digest!.runs[0]!.happened.map(({ kind, step }) => `${kind} ${step.en}`), data.digest!.runs[0]!.due.map(({ taskId }) => taskId)])).toEqual([
    ['camera', '2026-11-23', ['entered Requirement review', 'left Requirement review', 'entered Content planning', 'breached Content planning'], [due.id]],
    ['editor', '2026-11-23', ['entered Requirement review', 'left Requirement review'], []],
  ]);
  await sendNow();
  await until(() => mailTo('camera').length > 0 && mailTo('editor').length > 0);
  const [mail] = mailTo('camera');
  expect(mail!.subject).toBe('日报 2026-11-23');
  expect(mail!.text).toMatch(/Autumn series[\s\S]*开始：需求评审[\s\S]*离开：需求评审（完成）[\s\S]*逾期：Copy and title中[\s\S]*即将到期：Script outline，宋书 Song Shu/);
  expect(mail!.text).toContain(`https://calls.example.com/runs/${run.id}`);
  expect([mailTo('camera').length, mailTo('editor').length, mailTo('manager').length]).toEqual([1, 1, 0]);

  // The next day: what is new, and what was recorded late; never again what was told.
  await record(run.id, [at(tell.next('StepLeft', { step: 'planning', visit: 1, outcome: 'completed', by: null, reason: null }), digestTime(0) - HOUR), at(tell.next('StepEntered', { step: 'production', title: text('Production'), visit: 1 }), digestTime(0) + 2 * HOUR)]);
  expect(await makeDigests(db.pool, digestTime(1))).toBe(3);
  expect((await digests()).filter(({ date }) => date === '2026-11-24').map(({ person, data }) => [person, data.digest!.runs[0]!.happened.map(({ kind }) => kind)])).toEqual([['camera', ['left']], ['copy', ['entered']], ['data', ['entered']]]);
  await sendNow();
  await until(() => mailTo('data').length > 0);
  expect(mailTo('data')[0]!.subject).toBe('Daily digest 2026-11-24');
  expect(mailTo('data')[0]!.text).toMatch(/Begun: Production/);
}, 60_000);

test('sends nothing when there is nothing, nor on days off, and makes up for a day when no worker was there', async () => {
  await db.pool.query(`UPDATE task SET state = 'done', closed_at = 1, breach_at = 0`);
  // Wednesday: nothing. Thursday, Friday: nobody looked. Saturday is off; Monday tells of the whole time.
  expect(await makeDigests(db.pool, digestTime(2))).toBe(0);
  expect((await db.pool.query(`SELECT count(*)::integer AS n FROM digest WHERE date = '2026-11-25' AND notification_id IS NULL`)).rows[0].n).toBeGreaterThan(10);
  const run = runOf(demoId('manager'));
  const tell = story(run.id);
  await record(run.id, [tell.next('RunStarted', { run }), at(tell.next('StepEntered', { step: 'monitoring', title: text('Monitoring'), visit: 1 }), digestTime(3)), at(tell.next('RunCancelled', { by: demoId('manager'), reason: 'client left' }), digestTime(4))]);
  expect(await makeDigests(db.pool, digestTime(5))).toBe(0);
  expect(await makeDigests(db.pool, digestTime(7))).toBe(2);
  const last = (await digests()).filter(({ date }) => date === '2026-11-30');
  expect(last.map(({ person, data }) => [person, data.digest!.runs[0]!.happened.map(({ kind, detail }) => [kind, detail])])).toEqual(['host', 'script'].map((person) => [person, [['entered', null], ['ended', 'client left']]]));
}, 60_000);

test('counts by the calendar and the time that are set', async () => {
  await db.pool.query(`INSERT INTO setting (key, value) VALUES ('digest.time', '"09:30"')`);
  const before = (await db.pool.query('SELECT count(*)::integer AS n FROM digest')).rows[0].n as number;
  await makeDigests(db.pool, T0 + 8 * 24 * HOUR + 0.5 * HOUR);
  expect((await db.pool.query('SELECT count(*)::integer AS n FROM digest')).rows[0].n).toBeGreaterThan(before);
});
