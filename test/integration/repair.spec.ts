import { createActivities } from '#activities/index';
import { checkRun, repairRun } from '#persistence/record/repair';
import { demoId } from '#persistence/seed/demo';
import { createLogger } from '#platform/logger';
import { type DemoDatabase, demoDatabase } from './support/database.ts';
import { clockOf, runOf, story, T0, taskOf } from './support/story.ts';

const manager = demoId('manager');
const script = demoId('script');
let db: DemoDatabase;

beforeAll(async () => {
  db = await demoDatabase();
});
afterAll(() => db.close());

/** A run that paused, resumed, met, made a piece, kept a case and closed a task. */
async function livedRun(): Promise<{ runId: string; taskId: string; openId: string }> {
  const run = runOf(manager);
  const [task, open] = [taskOf(run.id, { candidates: [script] }), taskOf(run.id, { assignee: script, clock: null })];
  const meetingId = demoId(`meeting/${run.id}`);
  const pieceId = demoId(`piece/${run.id}`);
  const { next, by } = story(run.id);
  const events = [
    next('RunStarted', { run }),
    next('StepEntered', { step: 'review', title: { 'zh-CN': '评审', en: 'Review' }, visit: 1 }),
    next('MeetingScheduled', { meeting: { id: meetingId, runId: run.id, key: 'review', occurrence: 1, title: { 'zh-CN': '会', en: 'Meeting' }, agenda: [], carriedOver: [], step: 'review', turn: 1, startsAt: T0, endsAt: T0 + 1, organizer: manager, attendees: [script], attendance: {}, state: 'scheduled', decision: null, outcome: {}, minutesDocumentId: null, taskId: task.id, sequence: 0, version: 1 } }),
    next('AttendanceRecorded', { meetingId, by: manager, attendance: { [script]: 'present' } }, by(manager)),
    next('TaskOpened', { task }),
    next('TaskOpened', { task: open }),
    next('RunPaused', { by: manager, reason: 'holiday', clocks: { [task.id]: { ...clockOf(T0 + 5), paused: { at: T0, remainingMs: 5 } } } }, by(manager)),
    next('RunResumed', { by: manager, reason: 'on', clocks: { [task.id]: clockOf(T0 + 9) } }, by(manager)),
    next('PieceAdded', { piece: { id: pieceId, runId: run.id, turn: 1, title: 'One', format: 'short', account: 'a', contentType: 'knowledge', owner: script, state: 'planned', authors: [], checks: [], reworks: 0, reworkCap: 3, publishedAt: null, publishedBy: null, platform: null, link: null, checkpoints: [], version: 1 } }),
    next('PieceMoved', { pieceId, state: 'producing', authors: [script] }),
    next('TaskCompleted', { taskId: task.id, by: script, documentId: null, outcome: { decision: 'go' } }, by(script)),
    next('CaseKept', { entry: { id: demoId(`case/${run.id}`), runId: run.id, turn: 1, title: 'Case', contentType: 'knowledge', worked: 'hook', didNot: 'cover', keptAt: T0, keptBy: manager, documentId: null } }),
  ];
  await createActivities({ pool: db.pool, logger: createLogger('test', 'silent') }).recordEvents({ runId: run.id, events });
  return { runId: run.id, taskId: task.id, openId: open.id };
}

test('rows as recorded and rows as folded from the events agree', async () => {
  const { runId } = await livedRun();
  expect(await checkRun(db.pool, runId)).toEqual([]);
  expect(await repairRun(db.pool, runId)).toEqual([]);
});

test('rows that were altered, lost or invented are named and put right; other runs and notices stay', async () => {
  const { runId, taskId, openId } = await livedRun();
  const other = await livedRun();
  const notices = async () => (await db.pool.query('SELECT to_jsonb(n) FROM notification n ORDER BY id')).rows;
  const told = await notices();
  await db.pool.query(`UPDATE task SET state = 'open' WHERE id = $1`, [taskId]);
  await db.pool.query('DELETE FROM inbox WHERE task_id = $1', [openId]);
  await db.pool.query('DELETE FROM case_entry WHERE run_id = $1', [runId]);
  await db.pool.query('INSERT INTO inbox VALUES ($1, 1, $2, $3, true)', [manager, taskId, runId]);
  const found = [
    { table: 'task', id: taskId, kind: 'other' },
    { table: 'case_entry', id: demoId(`case/${runId}`), kind: 'missing' },
    { table: 'inbox', id: `${openId}/${script}`, kind: 'missing' },
    { table: 'inbox', id: `${taskId}/${manager}`, kind: 'extra' },
  ];
  expect(await checkRun(db.pool, runId)).toEqual(found);
  expect(await repairRun(db.pool, runId)).toEqual(found);
  expect(await checkRun(db.pool, runId)).toEqual([]);
  expect(await checkRun(db.pool, other.runId)).toEqual([]);
  expect(await notices()).toEqual(told);
});
