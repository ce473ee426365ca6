import type { Pool } from 'pg';
import type { TaskQuery } from '#contracts/api/task';
import type { Task } from '#contracts/task';
import type { Json } from '#contracts/text';
import type { CaseEntry } from '#contracts/run';
import { SELECT_CASE, SELECT_TASK } from '#persistence/rows/fields';
import type { Standing } from '../runs/access.ts';

/** A task with what its reader needs to know of its run and of themselves. */
export interface TaskRow extends Task {
  breachAt: number;
  runTitle: string;
  /** Of the piece that it is about; null for none. */
  pieceTitle: string | null;
  playbookSlug: string;
  playbookVersion: number;
}
export interface TaskFound extends TaskRow, Standing {
  runState: string;
  contentType: string | null;
  managerId: string;
  startedBy: string;
  runSettings: Record<string, Json>;
}
/** Where a page ends: due instant and id of its last task. */
export type TaskCursor = readonly [breachAt: number, id: string];

/** What a row needs for its card; `task` and `run` are in scope. */
export const CARD = `${SELECT_TASK}, task.breach_at AS "breachAt", run.title AS "runTitle", run.playbook_slug AS "playbookSlug", run.playbook_version AS "playbookVersion", (SELECT title FROM piece WHERE piece.id = task.piece_id) AS "pieceTitle"`;
const START: TaskCursor = [-1, '00000000-0000-0000-0000-000000000000'];
const isOwn = (n: number): string => `($${n}::uuid = ANY (task.people) OR task.closed_by = $${n}::text)`;
const leadsOwner = (n: number): string =>
  `EXISTS (SELECT 1 FROM team JOIN team_member m ON m.team_id = team.id WHERE team.lead_id = $${n}::uuid AND (m.person_id = task.assignee OR m.person_id = ANY (task.candidates)))`;
const isNamed = (n: number): string => `EXISTS (SELECT 1 FROM comment_mention named WHERE named.task_id = task.id AND named.person_id = $${n}::uuid AND named.removed_at IS NULL)`;
/** SQL: does the task show to person `$n`, who may not see all of them? The same as `FIND` answers, for one or for many. */
export const seesTask = (n: number): string =>
  `(${isOwn(n)} IS TRUE OR ${leadsOwner(n)} OR ${isNamed(n)} OR EXISTS (SELECT 1 FROM run managed WHERE managed.id = task.run_id AND managed.manager_id = $${n}::uuid))`;
/** Whose task it is or was (`own`), who leads them, who manages the run, and whom somebody asked into it by a mention: to nobody else does it show (B1, 23). */
const FIND = `
  SELECT ${CARD}, run.state AS "runState", run.content_type AS "contentType", run.manager_id AS "managerId", run.started_by AS "startedBy", run.settings AS "runSettings",
    ${isOwn(2)} IS TRUE AS own, run.manager_id = $2::uuid AS run, ${leadsOwner(2)} AS team, ${isNamed(2)} AS participant
  FROM task JOIN run ON run.id = task.run_id WHERE task.id = $1`;
/** Each person's first tasks come off their own index, so that a page costs the same however much work there is. */
const inbox = (condition: string): string => `
  WITH page AS (
    SELECT DISTINCT item.breach_at, item.task_id FROM unnest($1::uuid[]) AS person, LATERAL (
      SELECT breach_at, task_id FROM inbox
      WHERE inbox.person_id = person AND (inbox.breach_at, inbox.task_id) > ($2, $3) AND ($5::uuid IS NULL OR inbox.run_id = $5) AND ($6::text IS NULL OR inbox.part = $6) ${condition}
      ORDER BY inbox.breach_at, inbox.task_id LIMIT $4) AS item
    ORDER BY item.breach_at, item.task_id LIMIT $4)
  SELECT ${CARD} FROM page JOIN task ON task.id = page.task_id JOIN run ON run.id = task.run_id ORDER BY page.breach_at, page.task_id`;
const ASIDE = 'EXISTS (SELECT 1 FROM snooze WHERE snooze.person_id = person AND snooze.task_id = inbox.task_id AND snooze.until_at > $7)';
const INBOX = { with: inbox(''), without: inbox(`AND NOT ${ASIDE}`) };
/** What a person put aside is little: it is read first, and never their whole inbox. */
const INBOX_LATER = `
  SELECT ${CARD} FROM snooze JOIN inbox ON inbox.task_id = snooze.task_id AND inbox.person_id = snooze.person_id
    JOIN task ON task.id = inbox.task_id JOIN run ON run.id = task.run_id
  WHERE snooze.person_id = ANY ($1::uuid[]) AND snooze.until_at > $7 AND (inbox.breach_at, inbox.task_id) > ($2, $3) AND ($5::uuid IS NULL OR inbox.run_id = $5) AND ($6::text IS NULL OR inbox.part = $6)
  ORDER BY inbox.breach_at, inbox.task_id LIMIT $4`;
const OPEN = `task.state IN ('open', 'claimed')`;
const CLOSED = `task.state NOT IN ('open', 'claimed')`;
const ALL = (state: string): string => `
  SELECT ${CARD} FROM task JOIN run ON run.id = task.run_id
  WHERE ${state} AND (task.breach_at, task.id) > ($2, $3) AND ($1::uuid[] IS NULL OR task.assignee = ANY ($1)) AND ($5::uuid IS NULL OR task.run_id = $5)
  ORDER BY task.breach_at, task.id LIMIT $4`;

/** Reads tasks from the read tables. */
export class TaskQueries {
  constructor(private readonly pool: Pool) {}

  /** One task and how `reader` stands to it, or null. */
  async find(id: string, reader: string): Promise<TaskFound | null> {
    const { rows } = await this.pool.query<TaskFound>({ name: 'task-find', text: FIND, values: [id, reader] });
    return rows[0] ?? null;
  }

  /** Tasks by due instant; `people` null means everybody's. What they put aside until after `now` (epoch ms) is left out, or all that is wanted, as `snoozed` says. */
  async page(people: string[] | null, query: Pick<TaskQuery, 'state' | 'runId' | 'snoozed' | 'part'> & { now?: number }, after: TaskCursor | null, limit: number): Promise<TaskRow[]> {
    const [breachAt, id] = after ?? START;
    const values = [people, breachAt, id, limit, query.runId ?? null];
    if (query.state === 'open' && people) return this.inbox(query.snoozed ?? 'with', [...values, query.part ?? null], query.now ?? 0);
    const name = query.state === 'open' ? 'task-page-open' : 'task-page-closed';
    return (await this.pool.query<TaskRow>({ name, text: ALL(query.state === 'open' ? OPEN : CLOSED), values })).rows;
  }

  private async inbox(snoozed: 'with' | 'without' | 'only', values: unknown[], now: number): Promise<TaskRow[]> {
    const text = snoozed === 'only' ? INBOX_LATER : INBOX[snoozed];
    return (await this.pool.query<TaskRow>({ name: `task-inbox-${snoozed}`, text, values: snoozed === 'with' ? values : [...values, now] })).rows;
  }

  /** Everybody of the teams that a person leads, themselves included; with `mates`, also of those they only belong to. */
  async teamOf(person: string, mates: boolean): Promise<string[]> {
    const text = `
      SELECT DISTINCT mate.person_id AS id FROM team_member mate JOIN team ON team.id = mate.team_id
      WHERE team.lead_id = $1::uuid OR ($2::boolean AND EXISTS (SELECT 1 FROM team_member me WHERE me.team_id = team.id AND me.person_id = $1::uuid))`;
    const { rows } = await this.pool.query<{ id: string }>({ name: 'task-team', text, values: [person, mates] });
    return [...new Set([person, ...rows.map((row) => row.id)])];
  }

  /** Latest cases of a content type, for planning the next turn. */
  async offers(contentType: string, limit: number): Promise<CaseEntry[]> {
    const text = `SELECT ${SELECT_CASE} FROM case_entry WHERE content_type = $1 ORDER BY kept_at DESC, id DESC LIMIT $2`;
    return (await this.pool.query<CaseEntry>({ name: 'task-offers', text, values: [contentType, limit] })).rows;
  }
}
