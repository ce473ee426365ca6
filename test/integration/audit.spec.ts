import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { RunEvent } from '#contracts/events';
import type { SealedEntry } from '#contracts/audit';
import { demoId } from '#persistence/seed/demo';
import { sealOnce } from '#persistence/audit/seal';
import { verifyDatabase, verifyLines } from '#persistence/audit/verify';
import { until } from '../support/until.ts';
import { besideApi, openTask, type BesideApi } from './support/beside.ts';

const script = demoId('script');
let beside: BesideApi;
let owner: pg.Client;
beforeAll(async () => {
  beside = await besideApi();
  owner = new pg.Client(beside.api.ownerUrl);
  await owner.connect();
}, 60_000);
afterAll(async () => {
  await owner.end();
  await beside.close();
});

async function sealSettled(): Promise<void> {
  while ((await sealOnce(beside.pool)).more);
}
/** Seals everything that was written until now: what is not settled while another suite's transaction is under way in this server comes after it. */
async function sealAll(): Promise<void> {
  const [{ until: newest }] = (await beside.rows<{ until: string }>('SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS until')) as [{ until: string }];
  await until(async () => (await beside.rows<{ settled: boolean }>('SELECT pg_snapshot_xmin(pg_current_snapshot()) >= $1::xid8 AS settled', newest))[0]!.settled);
  await sealSettled();
}
const entries = (runId: string) => beside.rows<{ seq: number; action: string; actor: string; data: Record<string, unknown>; target_kind: string; target_id: string }>('SELECT * FROM audit_entry WHERE run_id = $1 ORDER BY seq', runId);
/** As somebody who owns the tables and turned the trigger off. */
async function tamper(sql: string, ...values: unknown[]): Promise<void> {
  await owner.query('ALTER TABLE audit_entry DISABLE TRIGGER USER; ALTER TABLE activity_log DISABLE TRIGGER USER');
  await owner.query(sql, values);
  await owner.query('ALTER TABLE audit_entry ENABLE TRIGGER USER; ALTER TABLE activity_log ENABLE TRIGGER USER');
}
const verdict = () => verifyDatabase(beside.api.db, beside.now());

test('every command that a run accepted, every refusal and every activity is one entry, in one chain without a gap', async () => {
  const { run, task, tell } = await openTask(beside);
  await beside.send('script', 'post', `/tasks/${task.id}/comments`, { text: 'Hello' });
  const by = tell.by(script);
  await beside.activities.recordEvents({ runId: run.id, events: [tell.next('TaskCompleted', { taskId: task.id, by: script, documentId: null, outcome: {} }, by), tell.next('StepLeft', { step: 's', visit: 1, outcome: 'completed', by: script, reason: null }, by), tell.next('RunClosed', { outcome: 'done' })] as RunEvent[] });
  await Promise.all([sealAll(), sealAll(), sealAll()]);
  await sealAll();
  const found = await entries(run.id);
  expect(found.map(({ action, actor }) => [action, actor])).toEqual([['commented', script], ['command', script]]);
  expect(found[1]!.data).toMatchObject({ events: [{ n: 3, type: 'TaskCompleted' }, { n: 4, type: 'StepLeft' }], digest: expect.stringMatching(/^[0-9a-f]{64}$/) });
  const numbers = (await beside.rows<{ seq: number }>('SELECT seq FROM audit_entry ORDER BY seq')).map(({ seq }) => seq);
  expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  expect(await verdict()).toMatchObject({ ok: true, entries: numbers.length, firstBroken: null, unsealed: 0 });
});

test('what a transaction under way may still precede is not sealed before it ends', async () => {
  const slow = await beside.pool.connect();
  await slow.query('BEGIN');
  await slow.query(`INSERT INTO activity_log (id, actor, verb, data, at) VALUES ($1, 'slow', 'slow', '{}', 1)`, [randomUUID()]);
  const { task } = await openTask(beside);
  await beside.send('script', 'post', `/tasks/${task.id}/comments`, { text: 'Quick' });
  await sealSettled();
  expect(await entries(task.runId)).toEqual([]);
  await slow.query('COMMIT');
  slow.release();
  await sealAll();
  const order = await beside.rows<{ action: string }>(`SELECT action FROM audit_entry WHERE actor = 'slow' OR run_id = $1 ORDER BY seq`, task.runId);
  expect(order.map(({ action }) => action)).toEqual(['slow', 'commented']);
});

test('nobody changes it: the application may not, and a trigger refuses its owner', async () => {
  await sealAll();
  for (const sql of [`UPDATE audit_entry SET actor = 'x'`, 'DELETE FROM audit_entry', 'TRUNCATE audit_entry']) {
    await expect(beside.pool.query(sql)).rejects.toThrow(/permission denied/);
    await expect(owner.query(sql)).rejects.toThrow(/append-only/);
  }
  await expect(owner.query('DELETE FROM activity_log')).rejects.toThrow(/append-only/);
});

test('a row that its owner changed, took out or put in is found by name; so is a change in what it was made from', async () => {
  const { task, run } = await openTask(beside);
  for (const text of ['one', 'two', 'three']) await beside.send('script', 'post', `/tasks/${task.id}/comments`, { text });
  await beside.activities.recordEvents({ runId: run.id, events: [completion(3, task.id)] });
  await sealAll();
  const [first, second, , done] = await entries(run.id);
  const broken = async (seq: number, fault: string) => expect(await verdict()).toMatchObject({ ok: false, firstBroken: { seq, fault } });
  await tamper('UPDATE audit_entry SET actor = $2 WHERE seq = $1', first!.seq, 'nobody');
  await broken(first!.seq, 'hash');
  await tamper('UPDATE audit_entry SET actor = $2 WHERE seq = $1', first!.seq, script);
  await tamper('CREATE TABLE kept AS SELECT * FROM audit_entry WHERE seq = $1'.replace('$1', String(second!.seq)));
  await tamper('DELETE FROM audit_entry WHERE seq = $1', second!.seq);
  await broken(second!.seq + 1, 'gap');
  await tamper(`UPDATE audit_entry SET seq = seq - 1 WHERE seq = $1`, second!.seq + 1);
  await broken(second!.seq, 'link');
  await tamper(`UPDATE audit_entry SET seq = seq + 1 WHERE seq = $1`, second!.seq);
  await tamper('INSERT INTO audit_entry SELECT * FROM kept');
  await owner.query(`UPDATE run_event SET data = data || '{"by": "somebody else"}' WHERE run_id = $1 AND n = 3`, [run.id]);
  await broken(done!.seq, 'source');
  await owner.query(`UPDATE run_event SET data = data || jsonb_build_object('by', $2::text) WHERE run_id = $1 AND n = 3`, [run.id, script]);
  const { rows: logged } = await owner.query(`SELECT * FROM activity_log WHERE run_id = $1 ORDER BY ordinal LIMIT 1`, [run.id]);
  await tamper(`UPDATE activity_log SET verb = 'said' WHERE id = $1`, logged[0].id);
  await broken(first!.seq, 'source');
  await tamper(`UPDATE activity_log SET verb = 'commented' WHERE id = $1`, logged[0].id);
  expect(await verdict()).toMatchObject({ ok: true });
});

const completion = (n: number, taskId: string): RunEvent => ({ n, type: 'TaskCompleted', v: 1, at: beside.now(), cause: { kind: 'command', id: randomUUID(), actor: script }, data: { taskId, by: script, documentId: null, outcome: {} } }) as RunEvent;

test('what the sealer was kept from shows, and a position that was lost or belongs to another cluster makes no entry twice', async () => {
  const { task } = await openTask(beside);
  await beside.send('script', 'post', `/tasks/${task.id}/comments`, { text: 'Hello' });
  const before = await sealedCount();
  await owner.query(`UPDATE audit_position SET xact = '9000000000'`);
  await sealAll();
  expect(await sealedCount()).toBe(before);
  beside.pass(11 * 60_000);
  expect(await verdict()).toMatchObject({ ok: false, firstBroken: null, unsealed: 1 });
  await owner.query(`UPDATE audit_position SET cluster = 'restored from elsewhere'`);
  await sealAll();
  expect([await sealedCount(), await verdict()]).toEqual([before + 1, expect.objectContaining({ ok: true, unsealed: 0 })]);
  await owner.query('DELETE FROM audit_position');
  await sealAll();
  expect(await sealedCount()).toBe(before + 1);
});
const sealedCount = async () => Number((await beside.rows<{ n: number }>('SELECT count(*) AS n FROM audit_entry'))[0]!.n);

describe('an administrator', () => {
  const get = (who: string, query: string) => beside.send(who, 'get', `/audit${query}`);

  it('finds entries by actor, action, target, run, time and text, page by page; nobody else does', async () => {
    const { task, run } = await openTask(beside);
    const since = beside.now();
    await beside.send('script', 'post', `/tasks/${task.id}/snooze`, { for: { clock: 'PT1H' }, reason: '等素材_100%' });
    for (let i = 0; i < 3; i += 1) await beside.send('manager', 'post', `/tasks/${task.id}/comments`, { text: 'x' });
    await sealAll();
    const actions = async (query: string) => ((await get('admin', query)).body.items as SealedEntry[]).map(({ action }) => action);
    expect(await actions(`?runId=${run.id}`)).toEqual(['commented', 'commented', 'commented', 'snoozed']);
    expect(await actions(`?target=${task.id}&actor=${script}`)).toEqual(['snoozed']);
    expect(await actions(`?runId=${run.id}&action=commented&limit=2`)).toHaveLength(2);
    expect(await actions(`?text=${encodeURIComponent('素材_100%')}&from=${since}`)).toEqual(['snoozed']);
    expect(await actions(`?text=${encodeURIComponent('素材x100')}`)).toEqual([]);
    expect(await actions(`?runId=${run.id}&until=${since}`)).toEqual([]);
    const first = (await get('admin', `?runId=${run.id}&limit=3`)).body;
    const second = (await get('admin', `?runId=${run.id}&limit=3&after=${first.next}`)).body;
    expect([...first.items, ...second.items].map(({ action }: SealedEntry) => action)).toEqual(['commented', 'commented', 'commented', 'snoozed']);
    expect(second.next).toBeNull();
    for (const route of ['', '/export', '/verify']) expect((await get('manager', route)).status).toBe(403);
    expect((await get('admin', '?bogus=1')).body.errors[0].path).toBe('bogus');
  });

  it('takes it along: NDJSON that verifies offline, CSV whose cells are no formulas; that is noted too', async () => {
    const { task, run } = await openTask(beside);
    await beside.send('script', 'post', `/tasks/${task.id}/attachments`, { url: 'https://x.test', title: '=1+1' });
    await beside.rows(`INSERT INTO activity_log (id, actor, verb, data, at) VALUES ($1, '=cmd()', 'odd', '{}', $2)`, randomUUID(), beside.now());
    await sealAll();
    const exported = await get('admin', '/export');
    expect(exported.headers).toMatchObject({ 'content-type': expect.stringContaining('application/x-ndjson'), 'content-disposition': expect.stringMatching(/^attachment; filename="?audit\.ndjson/) });
    const lines = String(exported.text ?? exported.body).trim().split('\n');
    expect(lines.length).toBe(await sealedCount());
    const read = async (given: string[]) => verifyLines((async function* () { yield* given; })());
    expect(await read(lines)).toMatchObject({ ok: true, entries: lines.length });
    expect(await read(lines.filter((line) => line.includes(run.id)))).toMatchObject({ ok: true });
    const at = 4;
    expect(await read(lines.map((line, index) => (index === at ? line.replace(/"at":\d+/, '"at":1') : line)))).toMatchObject({ ok: false, entries: at, firstBroken: { seq: at + 1, fault: 'hash' } });
    const csv = String((await get('admin', `/export?format=csv&action=odd`)).text);
    expect(csv.split('\r\n')[1]).toMatch(/^\d+,\d{4}-\d\d-\d\dT[^,]+,'=cmd\(\),odd,organisation,/);
    await sealAll();
    expect((await get('admin', `?action=audit-exported`)).body.items).toHaveLength(2);
  });

  it('proves it over the API, and against an end that was noted elsewhere', async () => {
    const { head } = await verdict();
    expect(await verifyDatabase(beside.api.db, beside.now(), head)).toMatchObject({ ok: true });
    expect(await verifyDatabase(beside.api.db, beside.now(), { ...head, hash: 'f'.repeat(64) })).toMatchObject({ ok: false, firstBroken: { seq: head.seq, fault: 'noted' } });
    expect(await verifyDatabase(beside.api.db, beside.now(), { ...head, seq: head.seq + 9 })).toMatchObject({ ok: false, firstBroken: { seq: head.seq + 9, fault: 'noted' } });
    expect((await get('admin', '/verify')).body).toMatchObject({ ok: true, firstBroken: null, head: { hash: expect.stringMatching(/^[0-9a-f]{64}$/) } });
  });
});

describe('a run whose playbook says that looks are audited', () => {
  it('notes each reader of it and of its tasks, once a minute', async () => {
    await beside.rows(`INSERT INTO playbook (slug, version, data, status) SELECT 'secret-chain', 1, (data::jsonb || '{"slug": "secret-chain", "auditReads": true}')::json, status FROM playbook WHERE slug = 'task-chain'`);
    const [secret, plain] = [await openTask(beside, {}, { playbook: { slug: 'secret-chain', version: 1 } }), await openTask(beside)];
    const reads = (runId: string) => beside.rows<{ actor: string; verb: string }>(`SELECT actor, verb FROM activity_log WHERE run_id = $1 AND verb LIKE '%-read' ORDER BY ordinal`, runId);
    for (const { run, task } of [secret, plain]) {
      for (let i = 0; i < 2; i += 1) {
        await beside.send('script', 'get', `/tasks/${task.id}`);
        await beside.send('script', 'get', `/tasks/${task.id}/why`);
        await beside.send('manager', 'get', `/runs/${run.id}/events`);
        await beside.send('legal', 'get', `/runs/${run.id}`);
      }
    }
    const looks = [{ actor: script, verb: 'task-read' }, { actor: demoId('manager'), verb: 'run-read' }];
    const seen = await reads(secret.run.id);
    expect(seen.slice(0, 2)).toEqual(looks);
    // The minute may have turned meanwhile.
    expect(seen.length).toBeLessThanOrEqual(4);
    beside.pass(60_000);
    await beside.send('script', 'get', `/tasks/${secret.task.id}`);
    expect((await reads(secret.run.id)).filter(({ verb }) => verb === 'task-read').length).toBeGreaterThan(seen.filter(({ verb }) => verb === 'task-read').length);
    expect(await reads(plain.run.id)).toEqual([]);
  });
});
