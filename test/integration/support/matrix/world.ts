import { randomUUID } from 'node:crypto';
import { createActivities } from '#activities/index';
import type { EventBatch, RunEvent } from '#contracts/events';
import type { Meeting } from '#contracts/meeting';
import type { Piece } from '#contracts/piece';
import type { Relation, PlatformRole } from '#domain/identity/matrix';
import { poolOf } from '#persistence/data-source';
import { openObjectStore } from '#platform/objects/open';
import { createLogger } from '#platform/logger';
import { addPerson, type TestApi, type TestPerson } from '../../../support/api.ts';
import { runOf, story, T0, taskOf } from '../story.ts';

export const ROLES: readonly PlatformRole[] = ['admin', 'manager', 'member', 'viewer'];
/** How the actor stands to the thing; `none` is a stranger. */
export type Standing = Relation | 'none';
export const STANDINGS: readonly Standing[] = ['none', 'own', 'participant', 'team', 'run'];

/** One person of the platform role, and a run in which they stand in exactly this relation to its task and meeting. */
export interface Cell {
  role: PlatformRole;
  standing: Standing;
  person: TestPerson;
  runId: string;
  taskId: string;
  pieceId: string;
  meetingId: string;
  /** A comment and a file at the task, by the person when the task is theirs. */
  commentId: string;
  attachmentId: string;
  /** Whose task it is, and their absence. */
  workerId: string;
  /** The mail that told them of the task. */
  deliveryId: string;
  absenceId: string;
  /** A schedule, the person's own where the standing says so. */
  scheduleId: string;
  /** Somebody who has nothing to do with anything, for bodies that name people. */
  other: string;
}

/** Everybody and everything of the matrix: a cell for each role and standing, recorded as a run would. */
export async function buildWorld(api: TestApi): Promise<Cell[]> {
  const record = (batch: EventBatch) => createActivities({ pool: poolOf(api.db), logger: createLogger('test', 'silent'), now: () => T0 }).recordEvents(batch);
  const other = (await addPerson(api.db, 'member', 'other')).id;
  const cells: Cell[] = [];
  for (const role of ROLES) for (const standing of STANDINGS) cells.push(await buildCell(api, record, { role, standing, other }));
  return cells;
}

async function buildCell(api: TestApi, record: (batch: EventBatch) => Promise<unknown>, { role, standing, other }: Pick<Cell, 'role' | 'standing' | 'other'>): Promise<Cell> {
  const person = await addPerson(api.db, role, `${role}-${standing}`);
  const worker = await addPerson(api.db, 'member', `worker-${role}-${standing}`);
  const boss = await addPerson(api.db, 'manager', `boss-${role}-${standing}`);
  if (standing === 'team') await addTeam(api, `${role}-${standing}`, person.id, worker.id);
  const run = runOf(standing === 'run' ? person.id : boss.id);
  const task = taskOf(run.id, { assignee: standing === 'own' ? person.id : worker.id, state: 'claimed', form: null });
  const meeting = meetingOf(run.id, { organizer: standing === 'own' ? person.id : boss.id, attendees: [worker.id], taskId: task.id });
  const piece = aPieceOf(run.id);
  const tell = story(run.id);
  const beside = standing === 'participant' ? [tell.next('TaskOpened', { task: taskOf(run.id, { key: 'beside', assignee: person.id, state: 'claimed' }) })] : [];
  const events: RunEvent[] = [tell.next('RunStarted', { run: { ...run, startedBy: boss.id } }), tell.next('TaskOpened', { task }), tell.next('MeetingScheduled', { meeting }), tell.next('PieceAdded', { piece })];
  await record({ runId: run.id, events: [...events, ...beside].map((event, index) => ({ ...event, n: index + 1 }) as RunEvent) });
  const workerId = task.assignee ?? worker.id;
  const absenceId = randomUUID();
  await api.db.query('INSERT INTO absence (id, person_id, from_at, until_at, version, job_id, created_by, created_at) VALUES ($1, $2, 0, $3, 1, $1, $2, 0)', [absenceId, workerId, Date.now() + 3_600_000]);
  const [delivery] = await api.db.query<Array<{ id: string }>>('SELECT d.id FROM delivery d JOIN notification n ON n.id = d.notification_id WHERE n.run_id = $1 ORDER BY d.id LIMIT 1', [run.id]);
  await api.db.query(`UPDATE delivery SET state = 'sent' WHERE id = $1`, [delivery!.id]);
  const scheduleId = await addSchedule(api, standing === 'own' ? person.id : boss.id);
  const written = await writeBeside(api, task, standing === 'own' ? person.id : worker.id);
  return { role, standing, person, runId: run.id, taskId: task.id, pieceId: piece.id, meetingId: meeting.id, ...written, workerId, deliveryId: delivery!.id, absenceId, scheduleId, other };
}

async function writeBeside(api: TestApi, task: { id: string; runId: string }, author: string): Promise<Pick<Cell, 'commentId' | 'attachmentId'>> {
  const [commentId, attachmentId, now] = [randomUUID(), randomUUID(), Date.now()];
  await api.db.query(`INSERT INTO comment (id, task_id, run_id, author, text, created_at) VALUES ($1, $2, $3, $4, 'Hello', $5)`, [commentId, task.id, task.runId, author, now]);
  await api.db.query(
    `INSERT INTO attachment (id, task_id, run_id, author, kind, name, type, size, sha256, created_at, ready_at) VALUES ($1, $2, $3, $4, 'file', 'a.txt', 'text/plain', 1, '-', $5, $5)`,
    [attachmentId, task.id, task.runId, author, now],
  );
  await openObjectStore(api.config.objects).put(attachmentId, Buffer.from('a'), 'text/plain');
  return { commentId, attachmentId };
}

async function addSchedule(api: TestApi, ownerId: string): Promise<string> {
  const id = randomUUID();
  await api.db.query(
    `INSERT INTO schedule (id, title, playbook_slug, input, recurrence, calendar_id, overlap, catch_up, owner_id, state, counts_from, created_by, created_at)
     VALUES ($1, 'Weekly', 'task-chain', '{}', '{"kind":"weekly","weekdays":[5],"time":"16:00"}', 'org', 'skip', '{"policy":"none","windowMs":0}', $2, 'active', $3, $2, $3)`,
    [id, ownerId, Date.now()],
  );
  return id;
}

async function addTeam(api: TestApi, key: string, lead: string, member: string): Promise<void> {
  const id = randomUUID();
  await api.db.query('INSERT INTO team (id, key, name, lead_id) VALUES ($1, $2, $2, $3)', [id, key, lead]);
  await api.db.query('INSERT INTO team_member (team_id, person_id) VALUES ($1, $2)', [id, member]);
}

const meetingOf = (runId: string, given: Pick<Meeting, 'organizer' | 'attendees' | 'taskId'>): Meeting => ({
  id: randomUUID(), runId, key: 'requirement-review', occurrence: 1, title: { 'zh-CN': '评审', en: 'Review' }, agenda: [], carriedOver: [], step: 'review', turn: 1,
  startsAt: T0 + 1, endsAt: T0 + 2, attendance: {}, state: 'scheduled', decision: null, outcome: {}, minutesDocumentId: null, sequence: 0, version: 1, ...given,
});

const aPieceOf = (runId: string): Piece => ({
  id: randomUUID(), runId, turn: 1, title: 'Piece', format: 'x', account: 'a', contentType: 'x', owner: null, state: 'planned', authors: [], checks: [], reworks: 0, reworkCap: 3,
  publishedAt: null, publishedBy: null, platform: null, link: null, checkpoints: [], version: 1,
});
