import { createHash, randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import request from 'supertest';
import { demoId } from '#persistence/seed/demo';
import { openObjectStore } from '#platform/objects/open';
import { withFiles } from '../../apps/api/src/attachments/answer-files.ts';
import { ORPHAN_MS, purgeAttachments } from '../../apps/worker/src/tidy/purge-attachments.ts';
import { besideApi, openTask, type BesideApi } from './support/beside.ts';

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const DAY_MS = 86_400_000;
let beside: BesideApi;
beforeAll(async () => {
  beside = await besideApi();
}, 60_000);
afterAll(() => beside.close());

const onDisk = async () => (await readdir(beside.api.config.objects.dir, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map(({ name }) => name);
async function upload(who: string, taskId: string, bytes: Buffer, filename: string, { key = randomUUID(), field = 'file' } = {}): Promise<request.Response> {
  return request(beside.api.app.getHttpServer()).post(`/api/v1/tasks/${taskId}/attachments`).set('Authorization', `Bearer ${await beside.token(who)}`).set('Idempotency-Key', key).attach(field, bytes, { filename });
}
const download = async (who: string, id: string) =>
  request(beside.api.app.getHttpServer()).get(`/api/v1/attachments/${id}`).set('Authorization', `Bearer ${await beside.token(who)}`).buffer(true).parse((response, done) => {
    const parts: Buffer[] = [];
    response.on('data', (part: Buffer) => parts.push(part)).on('end', () => done(null, Buffer.concat(parts)));
  });
async function purge(now: number): Promise<number> {
  const client = await beside.pool.connect();
  return purgeAttachments(client, openObjectStore(beside.api.config.objects), now).finally(() => client.release());
}
const verbs = async (taskId: string) => (await beside.rows<{ verb: string }>('SELECT verb FROM activity_log WHERE task_id = $1 ORDER BY ordinal', taskId)).map(({ verb }) => verb);

test('a file is what its content is, kept under a name of ours, and comes back as a download that cannot run', async () => {
  const { task } = await openTask(beside);
  const key = randomUUID();
  const added = await upload('script', task.id, PNG, '../../封面 1.exe', { key });
  expect([added.status, added.body.attachment]).toEqual([201, expect.objectContaining({ kind: 'file', name: '封面 1.exe.png', type: 'image/png', size: PNG.length, author: demoId('script'), url: null })]);
  expect((await upload('script', task.id, PNG, '../../封面 1.exe', { key })).body).toEqual(added.body);
  expect((await upload('script', task.id, Buffer.concat([PNG, PNG]), '../../封面 1.exe', { key })).status).toBe(422);
  expect(await onDisk()).toEqual([added.body.attachment.id]);
  expect((await beside.send('manager', 'get', `/tasks/${task.id}`)).body.attachments).toEqual([added.body.attachment]);
  const got = await download('manager', added.body.attachment.id);
  expect([got.status, createHash('sha256').update(got.body as Buffer).digest('hex')]).toEqual([200, createHash('sha256').update(PNG).digest('hex')]);
  expect(got.headers).toMatchObject({
    'content-type': 'image/png', 'x-content-type-options': 'nosniff', 'content-security-policy': "default-src 'none'; sandbox", 'content-length': String(PNG.length),
    'content-disposition': expect.stringMatching(/^attachment; filename=".*\.png"; filename\*=UTF-8''%E5%B0%81%E9%9D%A2%201\.exe\.png$/),
  });
  expect((await download('legal', added.body.attachment.id)).status).toBe(404);
  const notices = await beside.rows(`SELECT person_id, kind FROM notification WHERE task_id = $1 AND kind = 'attached'`, task.id);
  expect(notices).toEqual([{ person_id: demoId('manager'), kind: 'attached' }]);
});

test('what is too large, of a wrong kind, empty or under another name is refused by the name of the field, and leaves nothing', async () => {
  const { task } = await openTask(beside);
  const before = (await onDisk()).sort();
  const cases: Array<[Promise<request.Response>, number, string]> = [
    [upload('script', task.id, Buffer.alloc(10 * 1024 * 1024 + 1, PNG), 'a.png'), 413, 'file'],
    [upload('script', task.id, Buffer.from('<html><script>alert(1)</script></html>'), 'a.html'), 422, 'file'],
    [upload('script', task.id, Buffer.from('MZ\u0000\u0000\u0001'), 'a.png'), 422, 'file'],
    [upload('script', task.id, Buffer.alloc(0), 'a.txt'), 422, 'file'],
    [upload('script', task.id, PNG, 'a.png', { field: 'image' }), 400, 'image'],
    [beside.send('script', 'post', `/tasks/${task.id}/attachments`, { url: 'javascript:alert(1)' }), 400, 'url'],
    [beside.send('script', 'post', `/tasks/${task.id}/attachments`), 400, 'url'],
  ];
  for (const [answer, status, field] of cases) {
    const { status: seen, body } = await answer;
    expect([seen, body.errors?.[0]?.path]).toEqual([status, field]);
  }
  expect((await upload('legal', task.id, PNG, 'a.png')).status).toBe(404);
  expect((await upload('script', randomUUID(), PNG, 'a.png')).status).toBe(404);
  expect((await onDisk()).sort()).toEqual(before);
  expect(await beside.rows('SELECT id FROM attachment WHERE task_id = $1', task.id)).toEqual([]);
  expect(await verbs(task.id)).toEqual([]);
});

test('multipart is taken by this route alone, and a broken one is a bad request', async () => {
  const { task } = await openTask(beside);
  const post = async (route: string, type: string, body: string) => {
    const { status } = await request(beside.api.app.getHttpServer()).post(`/api/v1/tasks/${task.id}/${route}`).set('Authorization', `Bearer ${await beside.token('script')}`).set('Idempotency-Key', randomUUID()).set('Content-Type', type).send(body);
    return status;
  };
  expect(await post('comments', 'multipart/form-data; boundary=x', '--x--')).toBe(415);
  expect(await post('attachments', 'text/plain', 'hello')).toBe(415);
  expect(await post('attachments', 'multipart/form-data; boundary=x', '--x\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\nhalf')).toBe(400);
  expect(await post('attachments', 'multipart/form-data', 'no boundary')).toBe(400);
});

test('which kinds and how much, the organisation says', async () => {
  const { task } = await openTask(beside);
  await beside.rows(`INSERT INTO setting (key, value) VALUES ('attachment.types', '["text/csv"]'), ('attachment.bytes', '64')`);
  expect((await upload('script', task.id, PNG, 'a.png')).status).toBe(413);
  expect((await upload('script', task.id, Buffer.from('plain'), 'a.txt')).status).toBe(422);
  expect((await upload('script', task.id, Buffer.from('标题,播放\n=1+1,2\n'), '数据.csv')).body.attachment).toMatchObject({ type: 'text/csv', name: '数据.csv' });
  await beside.rows(`DELETE FROM setting`);
});

test('a link is kept as given, and has no bytes here', async () => {
  const { task } = await openTask(beside);
  const added = await beside.send('script', 'post', `/tasks/${task.id}/attachments`, { url: 'https://drive.test/f/1', title: '=HYPERLINK("x")' });
  expect([added.status, added.body.attachment]).toEqual([201, expect.objectContaining({ kind: 'link', url: 'https://drive.test/f/1', name: '=HYPERLINK("x")', type: null, size: null })]);
  expect((await download('script', added.body.attachment.id)).status).toBe(404);
});

test('author or manager takes it off; it can be brought back until its bytes are gone', async () => {
  const { task } = await openTask(beside);
  const { body } = await upload('script', task.id, PNG, 'a.png');
  const { id } = body.attachment;
  await beside.send('script', 'post', `/tasks/${task.id}/comments`, { text: 'See', mentions: [demoId('legal')] });
  expect((await beside.send('legal', 'delete', `/attachments/${id}`)).status).toBe(403);
  expect((await beside.send('manager', 'delete', `/attachments/${id}`)).status).toBe(204);
  expect((await beside.send('script', 'get', `/tasks/${task.id}`)).body.attachments).toEqual([]);
  expect((await download('script', id)).status).toBe(404);
  expect(await purge(beside.now() + 6 * DAY_MS)).toBe(0);
  expect((await beside.send('script', 'post', `/attachments/${id}/restore`, {})).body.attachment.id).toBe(id);
  expect((await download('script', id)).status).toBe(200);
  await beside.send('script', 'delete', `/attachments/${id}`);
  expect(await purge(beside.now() + 8 * DAY_MS)).toBe(1);
  expect(await onDisk()).not.toContain(id);
  const late = await beside.send('script', 'post', `/attachments/${id}/restore`, {});
  expect([late.status, late.body.rule]).toEqual([409, 'purged']);
  expect(await verbs(task.id)).toEqual(['attached', 'commented', 'attachment-deleted', 'attachment-restored', 'attachment-deleted']);
});

test('an upload that broke off after its bytes were stored is cleaned', async () => {
  const { task } = await openTask(beside);
  const { body } = await upload('script', task.id, PNG, 'a.png');
  await beside.rows('UPDATE attachment SET ready_at = NULL WHERE id = $1', body.attachment.id);
  expect((await beside.send('script', 'get', `/tasks/${task.id}`)).body.attachments).toEqual([]);
  expect(await purge(beside.now() + ORPHAN_MS - 60_000)).toBe(0);
  expect(await purge(beside.now() + ORPHAN_MS + 60_000)).toBe(1);
  expect(await onDisk()).not.toContain(body.attachment.id);
});

test('answers name attachments of their own task only', async () => {
  const [mine, other] = [await openTask(beside), await openTask(beside)];
  const added = async (taskId: string) => (await beside.send('script', 'post', `/tasks/${taskId}/attachments`, { url: 'https://drive.test/f' })).body.attachment.id as string;
  const [own, foreign] = [await added(mine.task.id), await added(other.task.id)];
  const form = { schema: { properties: { files: {} } } } as never;
  const named = (given: string[] | undefined, answers: Record<string, unknown> = {}, of = form) => withFiles(beside.api.db, mine.task.id, of, answers, given);
  expect(await named([own])).toEqual({ answers: { files: [own] }, files: null });
  expect(await named([own], {}, null as never)).toEqual({ answers: {}, files: [own] });
  await expect(named([own, foreign])).rejects.toMatchObject({ facts: { errors: [{ path: 'files.1' }] } });
  await expect(named(undefined, { files: [foreign] })).rejects.toMatchObject({ facts: { errors: [{ path: 'answers.files.0' }] } });
  await beside.send('script', 'delete', `/attachments/${own}`);
  await expect(named([own])).rejects.toMatchObject({ code: 'invalid' });
});
