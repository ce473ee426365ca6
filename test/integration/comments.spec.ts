import { randomUUID } from 'node:crypto';
import type { NoticeData } from '#contracts/notice';
import { demoId } from '#persistence/seed/demo';
import { CommandStore } from '../../apps/api/src/commands/command-store.ts';
import { besideApi, openTask, type BesideApi } from './support/beside.ts';

let beside: BesideApi;
beforeAll(async () => {
  beside = await besideApi();
}, 60_000);
afterAll(() => beside.close());

interface Told { person: string; kind: string; mail: boolean; data: NoticeData }
const told = (taskId: string) =>
  beside.rows<Told>(`SELECT n.person_id AS person, n.kind, n.data, d.id IS NOT NULL AS mail FROM notification n LEFT JOIN delivery d ON d.notification_id = n.id
    WHERE n.task_id = $1 AND n.kind IN ('commented', 'mentioned') ORDER BY n.created_at, n.person_id`, taskId);
const verbs = async (taskId: string) => (await beside.rows<{ verb: string }>('SELECT verb FROM activity_log WHERE task_id = $1 ORDER BY ordinal', taskId)).map(({ verb }) => verb);
const brief = (rows: Told[]) => rows.map(({ person, kind, mail }) => ({ person, kind, mail })).sort((a, b) => (a.person < b.person ? -1 : 1));

test('a mention is a notice of its own kind with a mail, and nobody gets two', async () => {
  const { task } = await openTask(beside);
  const key = randomUUID();
  const body = { text: 'Look at take two, please', mentions: [demoId('legal'), demoId('manager')], links: [{ url: 'https://files.test/take-2' }] };
  const added = await beside.send('script', 'post', `/tasks/${task.id}/comments`, body, key);
  expect([added.status, added.body.comment]).toEqual([201, expect.objectContaining({ text: body.text, mentions: [...body.mentions].sort(), links: body.links, editedAt: null })]);
  expect((await beside.send('script', 'post', `/tasks/${task.id}/comments`, body, key)).body).toEqual(added.body);
  await beside.send('manager', 'post', `/tasks/${task.id}/comments`, { text: 'Seen' });
  const rows = await told(task.id);
  expect(brief(rows.slice(0, 2))).toEqual([{ person: demoId('legal'), kind: 'mentioned', mail: true }, { person: demoId('manager'), kind: 'mentioned', mail: true }].sort((a, b) => (a.person < b.person ? -1 : 1)));
  expect(brief(rows.slice(2))).toEqual([{ person: demoId('script'), kind: 'commented', mail: false }]);
  expect(rows[0]!.data).toEqual({ runTitle: 'Autumn series', meeting: null, items: [expect.objectContaining({ type: 'Beside', kind: 'mentioned', title: task.title, by: demoId('script'), commentId: added.body.comment.id })] });
  expect(JSON.stringify(rows)).not.toContain('take two');
});

test('a mention shares the task with whoever could not see it, until it is taken back', async () => {
  const { task } = await openTask(beside);
  expect((await beside.send('legal', 'get', `/tasks/${task.id}`)).status).toBe(404);
  const { body } = await beside.send('script', 'post', `/tasks/${task.id}/comments`, { text: 'Is this music cleared?', mentions: [demoId('legal')] });
  expect((await beside.send('legal', 'get', `/tasks/${task.id}`)).body.comments).toEqual([body.comment]);
  expect((await beside.send('legal', 'post', `/tasks/${task.id}/comments`, { text: 'It is' })).status).toBe(201);
  expect((await beside.send('legal', 'get', `/runs/${task.runId}`)).status).toBe(404);
  expect((await beside.send('script', 'delete', `/comments/${body.comment.id}`)).status).toBe(204);
  expect((await beside.send('legal', 'get', `/tasks/${task.id}`)).status).toBe(404);
  expect(await verbs(task.id)).toEqual(['commented', 'commented', 'comment-deleted']);
});

test('naming nobody is refused by the name of the field, and nothing is stored', async () => {
  const { task } = await openTask(beside);
  const answer = await beside.send('script', 'post', `/tasks/${task.id}/comments`, { text: 'Hello', mentions: [demoId('legal'), randomUUID()] });
  expect([answer.status, answer.body.errors[0].path]).toEqual([422, 'mentions.1']);
  expect(await verbs(task.id)).toEqual([]);
  expect(await told(task.id)).toEqual([]);
});

test('one’s own comment can be changed for a while; only people new to it are told', async () => {
  const { task } = await openTask(beside);
  const { body } = await beside.send('script', 'post', `/tasks/${task.id}/comments`, { text: 'Frist', mentions: [demoId('legal')] });
  const path = `/comments/${body.comment.id}`;
  expect((await beside.send('manager', 'put', path, { text: 'Mine now' })).status).toBe(403);
  const key = randomUUID();
  const edited = await beside.send('script', 'put', path, { text: 'First', mentions: [demoId('pr')] }, key);
  expect([edited.status, edited.body.comment]).toEqual([200, expect.objectContaining({ text: 'First', mentions: [demoId('pr')], editedAt: expect.any(Number) })]);
  await beside.send('script', 'put', path, { text: 'First', mentions: [demoId('legal'), demoId('pr')] });
  const mentioned = (await told(task.id)).filter(({ kind }) => kind === 'mentioned').map(({ person }) => person);
  expect(mentioned.sort()).toEqual([demoId('legal'), demoId('pr')].sort());
  beside.pass(16 * 60_000);
  const late = await beside.send('script', 'put', path, { text: 'Too late' });
  expect([late.status, late.body.rule]).toEqual([409, 'comment-undo-over']);
  expect((await beside.send('script', 'delete', path)).status).toBe(409);
  expect((await beside.send('script', 'put', path, { text: 'First', mentions: [demoId('pr')] }, key)).status).toBe(200);
  expect(await verbs(task.id)).toEqual(['commented', 'comment-edited', 'comment-edited']);
});

test('how long that is, the organisation says', async () => {
  const { task } = await openTask(beside);
  const { body } = await beside.send('script', 'post', `/tasks/${task.id}/comments`, { text: 'Slip' });
  await beside.rows(`INSERT INTO setting (key, value) VALUES ('comment.undo', '{"clock": "PT0S"}')`);
  beside.pass(1);
  expect((await beside.send('script', 'delete', `/comments/${body.comment.id}`)).status).toBe(409);
  await beside.rows(`DELETE FROM setting WHERE key = 'comment.undo'`);
});

test('every refusal of a command is in the activity, and only one that nobody waited for is told', async () => {
  const { run, task } = await openTask(beside);
  const store = new CommandStore(beside.pool);
  const refused = async (tell: boolean) => {
    const id = randomUUID();
    const command = { id, name: 'claimTask' as const, actor: demoId('script'), asManager: false, receivedAt: beside.now(), seenVersion: 1, bodyHash: 'x', args: { taskId: task.id } };
    await store.insert(run.id, command, null);
    const refusal = { type: 'Stale', message: 'the task is at version 2' };
    expect(await store.refuse(id, refusal, beside.now(), tell)).toBe(true);
    expect(await store.refuse(id, refusal, beside.now(), tell)).toBe(false);
  };
  await refused(false);
  await refused(true);
  expect(await verbs(task.id)).toEqual(['command-refused', 'command-refused']);
  const notices = await beside.rows<{ kind: string; data: NoticeData; state: string }>(`SELECT n.kind, n.data, d.state FROM notification n JOIN delivery d ON d.notification_id = n.id WHERE n.task_id = $1 AND n.kind = 'command-refused'`, task.id);
  expect(notices).toEqual([expect.objectContaining({ state: 'pending', data: expect.objectContaining({ items: [expect.objectContaining({ rule: 'stale', taskId: task.id })] }) })]);
});
