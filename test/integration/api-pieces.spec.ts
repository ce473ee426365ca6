import { randomUUID } from 'node:crypto';
import type { PieceCard, PieceWhole } from '#contracts/api/piece';
import type { EventData, RunEvent } from '#contracts/events';
import type { Piece } from '#contracts/piece';
import { demoId } from '#persistence/seed/demo';
import { importPlaybooks } from '#persistence/playbooks/import';
import { loadPlaybook } from '#platform/playbooks/load';
import { besideApi, type BesideApi } from './support/beside.ts';
import { clockOf, runOf, story, taskOf } from './support/story.ts';

const DAY_MS = 86_400_000;
let beside: BesideApi;
beforeAll(async () => {
  beside = await besideApi();
  await beside.api.db.transaction(async (tx) => importPlaybooks(tx, [await loadPlaybook('playbooks/collaboration-loop/playbook.yaml')], beside.now()));
}, 60_000);
afterAll(() => beside.close());

const pieceOf = (runId: string, changes: Partial<Piece> = {}): Piece => ({
  id: randomUUID(), runId, turn: 1, title: '防晒', format: 'x', account: 'Lab', contentType: 'x', owner: null, state: 'planned', authors: [], checks: [], reworks: 0, reworkCap: 3,
  publishedAt: null, publishedBy: null, platform: null, link: null, checkpoints: [], version: 1, ...changes,
});
/** A run of the demo manager with one piece; `then` tells what becomes of it. */
async function tell(changes: Partial<Piece>, then: (next: ReturnType<typeof story>['next'], piece: Piece) => RunEvent[] = () => []): Promise<Piece> {
  const run = { ...runOf(demoId('manager')), settings: {} };
  const { next } = story(run.id);
  const piece = pieceOf(run.id, changes);
  const events = [next('RunStarted', { run }), next('PieceAdded', { piece }), ...then(next, piece)];
  await beside.activities.recordEvents({ runId: run.id, events });
  return piece;
}
const opened = (runId: string, changes: Parameters<typeof taskOf>[1]): EventData['TaskOpened'] => ({ task: taskOf(runId, changes) });
const list = async (who: string, query = ''): Promise<PieceCard[]> => ((await beside.send(who, 'get', `/pieces?limit=200${query}`)).body as { items: PieceCard[] }).items;
const get = async (who: string, id: string): Promise<PieceWhole> => (await beside.send(who, 'get', `/pieces/${id}`)).body as PieceWhole;
const localTime = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(11, 16);

test('the window is the playbook\'s, and what is out is judged by it', async () => {
  const midnight = Math.floor((beside.now() + 8 * 3_600_000) / DAY_MS) * DAY_MS - 8 * 3_600_000;
  const publish = (minutes: number) => tell({}, (next, { id }) => [next('PiecePublished', { pieceId: id, by: demoId('ops'), at: midnight - DAY_MS + minutes * 60_000, platform: 'Douyin', account: 'Lab', link: 'https://example.com' })]);
  const [early, inside, late] = [await publish(119), await publish(120), await publish(240)];
  const cards = await list('manager');
  const verdict = ({ id }: Piece) => cards.find((card) => card.id === id)!.expected;
  expect([verdict(early), verdict(inside), verdict(late)].map((one) => [one!.basis, one!.window])).toEqual([['published', 'outside'], ['published', 'inside'], ['published', 'outside']]);
  expect(cards[0]!.window).toEqual({ from: '02:00', until: '04:00', timeZone: 'Asia/Shanghai', source: '2.1' });
  await beside.rows(`UPDATE run SET settings = '{"publishing.window.from": "01:00"}' WHERE id = $1`, early.runId);
  expect((await get('manager', early.id)).expected!.window).toBe('inside');
});

test('what is still to come goes out by the clocks of its run, or when its plan says', async () => {
  const due = beside.now() + 3 * DAY_MS;
  const ready = await tell({ state: 'ready' }, (next, { id, runId }) => [next('TaskOpened', opened(runId, { key: 'publishing', subject: { pieceId: id }, assignee: demoId('ops'), clock: clockOf(due) }))]);
  const card = (await list('manager', `&runId=${ready.runId}`))[0]!;
  expect(card).toMatchObject({ stage: 'ready', expected: { basis: 'clocks', window: 'inside', latest: due } });
  // Open already, or the next one to open.
  expect(card.expected!.at === card.expected!.earliest || localTime(card.expected!.at) === '02:00').toBe(true);
  expect(card.tasks).toMatchObject([{ key: 'publishing', assignee: demoId('ops'), dueAt: due }]);
  const plan = beside.now() + 2 * DAY_MS;
  const planTask = randomUUID();
  const documentId = randomUUID();
  const planned = await tell({}, (next, { runId }) => [next('TaskOpened', opened(runId, { id: planTask, key: 'publishing-plan', assignee: demoId('ops') })), next('TaskCompleted', { taskId: planTask, by: demoId('ops'), documentId, outcome: {} })]);
  await beside.rows(`INSERT INTO document (id, run_id, kind, body, sha256, author, created_at, task_id) VALUES ($1, $2, 'answers', $3, 'x', 'x', 0, $4)`, documentId, planned.runId, JSON.stringify({ answers: { platforms: ['x'], plannedAt: new Date(plan).toISOString() } }), planTask);
  expect((await get('manager', planned.id)).expected).toMatchObject({ at: plan, basis: 'planned' });
  const dropped = await tell({}, (next, { id }) => [next('PieceMoved', { pieceId: id, state: 'dropped', authors: [] })]);
  expect((await get('manager', dropped.id)).expected).toBeNull();
  const span = `from=${beside.now()}&until=${beside.now() + 7 * DAY_MS}`;
  const { items, complete } = (await beside.send('manager', 'get', `/pieces/calendar?${span}`)).body as { items: PieceCard[]; complete: boolean };
  expect(complete).toBe(true);
  expect(items.map(({ id }) => id)).toEqual(expect.arrayContaining([ready.id, planned.id]));
  expect(items.map(({ expected }) => expected!.at)).toEqual(items.map(({ expected }) => expected!.at).toSorted((a, b) => a - b));
  expect(items.some(({ id }) => id === dropped.id)).toBe(false);
});

test('a piece tells its whole path, its tasks, and its metrics against their floors as they come', async () => {
  const at = beside.now() - 30 * 3_600_000;
  const check = { level: 'daily' as const, by: demoId('visual'), at, taskId: 'x' };
  const metrics = [{ metric: 'plays', floor: 1000, value: 800, verdict: 'under' as const }];
  const piece = await tell({}, (next, { id, runId }) => {
    const task = taskOf(runId, { key: 'daily-check', subject: { pieceId: id, check: 'daily' }, assignee: demoId('visual') });
    return [
      next('PieceMoved', { pieceId: id, state: 'checking', authors: [demoId('editor')] }), next('TaskOpened', { task }), next('TaskCompleted', { taskId: task.id, by: demoId('visual'), documentId: null, outcome: {} }),
      next('PieceChecked', { pieceId: id, check: { ...check, result: 'failed', defects: [{ code: 'subtitles', note: 'missing' }] } }), next('ReworkAsked', { pieceId: id, reworks: 1 }),
      next('PieceChecked', { pieceId: id, check: { ...check, result: 'passed', defects: [] } }),
      next('PiecePublished', { pieceId: id, by: demoId('ops'), at, platform: 'p', account: 'Lab', link: 'https://example.com' }), next('CheckpointEvaluated', { pieceId: id, checkpoint: { node: '24h', at: at + DAY_MS, metrics } }),
    ];
  });
  await beside.send('data', 'post', '/metrics', { points: [{ pieceId: piece.id, metric: 'plays', value: 800, measuredAt: at + 3_600_000, source: 'test' }] });
  const whole = await get('manager', piece.id);
  expect(whole.path.map(({ kind, level, result }) => [kind, level, result])).toEqual([['added', null, null], ['moved', null, null], ['checked', 'daily', 'failed'], ['rework', null, null], ['checked', 'daily', 'passed'], ['published', null, null], ['checkpoint', null, null]]);
  expect(whole.path[2]).toMatchObject({ by: demoId('visual'), defects: [{ code: 'subtitles', note: 'missing' }] });
  expect(whole.history.map(({ key, state }) => [key, state])).toEqual([['daily-check', 'done']]);
  expect(whole.nodes).toEqual([{ node: '24h', at: at + DAY_MS, metrics }, { node: '48h', at: at + 2 * DAY_MS, metrics: null }, { node: '72h', at: at + 3 * DAY_MS, metrics: null }, { node: '7d', at: at + 7 * DAY_MS, metrics: null }]);
  expect(whole.metrics.find(({ metric }) => metric === 'plays')).toMatchObject({ floor: 1000, unit: 'count', points: [{ at: at + 3_600_000, value: 800, source: 'test' }] });
});

test('filters by account, run, check and whether it is still to come; strangers see nothing', async () => {
  const piece = await tell({ account: 'Red Book', state: 'checking' }, (next, { id, runId }) => [next('TaskOpened', opened(runId, { key: 'weekly-check', subject: { pieceId: id, check: 'weekly' }, assignee: demoId('script') }))]);
  const ids = async (who: string, query: string) => (await list(who, query)).map(({ id }) => id);
  expect(await ids('manager', '&check=weekly')).toEqual([piece.id]);
  expect(await ids('manager', '&check=final')).toEqual([]);
  expect(await ids('manager', '&account=Red%20Book&live=true')).toEqual([piece.id]);
  expect(await ids('manager', '&account=Red%20Book&live=false')).toEqual([]);
  expect((await list('manager', `&runId=${piece.runId}`)).map(({ stage }) => stage)).toEqual(['weekly']);
  expect((await beside.send('manager', 'get', '/pieces/accounts')).body).toMatchObject({ items: expect.arrayContaining([{ account: 'Red Book', pieces: 1 }]) });
  expect([await ids('script', '&account=Red%20Book'), await ids('legal', '&account=Red%20Book')]).toEqual([[piece.id], []]);
  expect([(await beside.send('script', 'get', `/pieces/${piece.id}`)).status, (await beside.send('legal', 'get', `/pieces/${piece.id}`)).status]).toEqual([200, 404]);
  expect((await beside.send('manager', 'get', `/pieces/calendar?from=${beside.now()}&until=${beside.now() + 90 * DAY_MS}`)).body).toMatchObject({ status: 400, errors: [{ path: 'until' }] });
});
