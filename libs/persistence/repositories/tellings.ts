import type { Letter, Telling, ToldPerson } from '#contracts/telling';
import type { Queryable } from './queryable.ts';

const LETTER = `
  SELECT l.id, l.kind, l.data, l.name, l.address, l.locale, l.time_zone AS "timeZone", l.secret, l.expires_at AS "expiresAt", coalesce(p.disabled_at IS NOT NULL, false) AS disabled
  FROM letter l LEFT JOIN person p ON p.id = l.person_id WHERE l.id = $1`;
const NOTICE = `
  SELECT n.kind, n.data, n.run_id AS "runId", n.created_at AS "createdAt", p.id, p.name, p.email, p.locale, p.time_zone AS "timeZone", p.disabled_at IS NOT NULL AS disabled
  FROM notification n JOIN person p ON p.id = n.person_id WHERE n.id = $1`;
const TASKS = `SELECT id, state, coalesce((clock->>'breachAnnulled')::boolean, false) AS "breachAnnulled" FROM task WHERE id = ANY($1::uuid[])`;
const PEOPLE = 'SELECT id::text, name, email FROM person WHERE id::text = ANY($1::text[])';
const COMMENTS = `SELECT id, text, ARRAY(SELECT person_id FROM comment_mention m WHERE m.comment_id = comment.id AND m.removed_at IS NULL) AS mentions
  FROM comment WHERE id = ANY($1::uuid[]) AND deleted_at IS NULL`;
const SNOOZED = 'SELECT task_id AS id, until_at AS until FROM snooze WHERE task_id = ANY($1::uuid[]) AND person_id = $2 AND until_at > $3';

/** Reads notice, person, tasks and the people it names as they are at `now` (epoch ms). @throws when the notice is gone */
export async function readTelling(db: Queryable, notificationId: string, now: number): Promise<Telling> {
  const [row] = await db.query<Array<Pick<Telling, 'kind' | 'data' | 'runId' | 'createdAt'> & ToldPerson>>(NOTICE, [notificationId]);
  if (!row) throw new Error(`notification ${notificationId} does not exist`);
  const { kind, data, runId, createdAt, ...person } = row;
  const taskIds = data.items.map((item) => item.taskId).filter((taskId) => taskId !== null);
  const named = [...data.items.flatMap((item) => [item.by, item.actingFor ?? null]), ...(data.digest?.runs.flatMap(({ due }) => due.map(({ assignee }) => assignee)) ?? []), ...(data.meeting ? [data.meeting.organizer, ...data.meeting.attendees] : [])].filter((id) => id !== null);
  const commentIds = data.items.flatMap(({ commentId }) => commentId ?? []);
  const [tasks, people, comments, snoozed] = await Promise.all([
    byId<Telling['tasks'][string]>(db, TASKS, taskIds),
    byId<Telling['people'][string]>(db, PEOPLE, named),
    byId<Telling['comments'][string]>(db, COMMENTS, commentIds),
    byId<Telling['snoozed'][string]>(db, SNOOZED, taskIds, person.id, now),
  ]);
  return { kind, data, runId, createdAt, person, tasks, people, comments, snoozed };
}

/** @throws when the letter is gone */
export async function readLetter(db: Queryable, id: string): Promise<Letter> {
  const [letter] = await db.query<Letter[]>(LETTER, [id]);
  if (!letter) throw new Error(`letter ${id} does not exist`);
  return letter;
}

async function byId<T extends object>(db: Queryable, sql: string, ids: readonly string[], ...more: unknown[]): Promise<Record<string, T>> {
  if (ids.length === 0) return {};
  const rows = await db.query<Array<T & { id: string }>>(sql, [[...new Set(ids)], ...more]);
  return Object.fromEntries(rows.map((row) => [row.id, row]));
}
