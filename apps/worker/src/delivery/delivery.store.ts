import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import type { LetterData, LetterKind } from '#contracts/letter';
import type { NoticeData, NoticeKind } from '#contracts/notice';
import type { Locale } from '#contracts/text';
import type { TaskStatus } from '#contracts/task';
import { poolOf } from '#persistence/data-source';
import { DATABASE } from '../tokens.ts';

/** A delivery that this process holds until its lease ends. `attempt` fences: only the latest claim may settle the row. */
export interface Claim {
  id: string;
  /** What it brings: a notice, or a letter. */
  notificationId: string | null;
  letterId: string | null;
  channel: string;
  attempt: number;
}
export interface Person {
  id: string;
  name: string;
  email: string;
  locale: Locale;
  timeZone: string;
  disabled: boolean;
}
/** What there is to tell, as the database holds it when the delivery's turn comes. */
export interface Telling {
  kind: NoticeKind;
  data: NoticeData;
  createdAt: number;
  person: Person;
  tasks: Record<string, { state: TaskStatus; breachAnnulled: boolean }>;
  people: Record<string, { name: string; email: string }>;
  /** Comments that the items tell of, without those taken back. */
  comments: Record<string, { text: string; mentions: string[] }>;
  /** Until when (epoch ms) the person has put tasks of the items aside, by task id. */
  snoozed: Record<string, { until: number }>;
}
/** Mail about an account, to an address; `secret` is sealed for `letter/<id>`. Times are epoch ms. */
export interface Letter {
  id: string;
  kind: LetterKind;
  data: LetterData;
  name: string;
  address: string;
  locale: Locale;
  timeZone: string;
  secret: string | null;
  expiresAt: number | null;
  disabled: boolean;
}

const LETTER = `
  SELECT l.id, l.kind, l.data, l.name, l.address, l.locale, l.time_zone AS "timeZone", l.secret, l.expires_at AS "expiresAt", coalesce(p.disabled_at IS NOT NULL, false) AS disabled
  FROM letter l LEFT JOIN person p ON p.id = l.person_id WHERE l.id = $1`;
const CLAIM = `
  UPDATE delivery SET state = 'sending', attempts = attempts + 1, next_at = $2::bigint + $3
  WHERE id = $1 AND state IN ('pending', 'sending') AND next_at <= $2
  RETURNING id, notification_id AS "notificationId", letter_id AS "letterId", channel, attempts AS attempt`;
const NOTICE = `
  SELECT n.kind, n.data, n.created_at AS "createdAt", p.id, p.name, p.email, p.locale, p.time_zone AS "timeZone", p.disabled_at IS NOT NULL AS disabled
  FROM notification n JOIN person p ON p.id = n.person_id WHERE n.id = $1`;
const TASKS = `SELECT id, state, coalesce((clock->>'breachAnnulled')::boolean, false) AS "breachAnnulled" FROM task WHERE id = ANY($1::uuid[])`;
const PEOPLE = 'SELECT id::text, name, email FROM person WHERE id::text = ANY($1::text[])';
const COMMENTS = `SELECT id, text, ARRAY(SELECT person_id FROM comment_mention m WHERE m.comment_id = comment.id AND m.removed_at IS NULL) AS mentions
  FROM comment WHERE id = ANY($1::uuid[]) AND deleted_at IS NULL`;
const SNOOZED = 'SELECT task_id AS id, until_at AS until FROM snooze WHERE task_id = ANY($1::uuid[]) AND person_id = $2 AND until_at > $3';
/** Every way of settling names the attempt: a claim whose lease ran out no longer owns the row. */
const settle = (set: string): string => `UPDATE delivery SET ${set} WHERE id = $1 AND state = 'sending' AND attempts = $2`;

/** The `delivery` rows: the guard against doubles and the log of what was brought to whom. Times are epoch ms. */
@Injectable()
export class DeliveryStore {
  private readonly pool: Pool;

  constructor(@Inject(DATABASE) database: DataSource) {
    this.pool = poolOf(database);
  }

  /** Takes a delivery that is due for `leaseMs`; null when it is settled, not due yet, or in another's hands. */
  async claim(id: string, now: number, leaseMs: number): Promise<Claim | null> {
    const { rows } = await this.pool.query<Claim>(CLAIM, [id, now, leaseMs]);
    return rows[0] ?? null;
  }

  /** Reads notice, person, tasks and the people it names as they are now. @throws when the notice is gone. */
  async telling(notificationId: string, now: number): Promise<Telling> {
    const { rows } = await this.pool.query<Omit<Telling, 'person' | 'tasks' | 'people' | 'comments' | 'snoozed'> & Person>(NOTICE, [notificationId]);
    const row = rows[0];
    if (!row) throw new Error(`notification ${notificationId} does not exist`);
    const { kind, data, createdAt, ...person } = row;
    const taskIds = data.items.map((item) => item.taskId).filter((taskId) => taskId !== null);
    const named = [...data.items.flatMap((item) => [item.by, item.actingFor ?? null]), ...(data.digest?.runs.flatMap(({ due }) => due.map(({ assignee }) => assignee)) ?? []), ...(data.meeting ? [data.meeting.organizer, ...data.meeting.attendees] : [])].filter((id) => id !== null);
    const commentIds = data.items.flatMap(({ commentId }) => commentId ?? []);
    const [tasks, people, comments, snoozed] = await Promise.all([
      this.byId<Telling['tasks'][string]>(TASKS, taskIds),
      this.byId<Telling['people'][string]>(PEOPLE, named),
      this.byId<Telling['comments'][string]>(COMMENTS, commentIds),
      this.byId<Telling['snoozed'][string]>(SNOOZED, taskIds, person.id, now),
    ]);
    return { kind, data, createdAt, person, tasks, people, comments, snoozed };
  }

  async letter(id: string): Promise<Letter> {
    const { rows } = await this.pool.query<Letter>(LETTER, [id]);
    if (!rows[0]) throw new Error(`letter ${id} does not exist`);
    return rows[0];
  }

  async markSent(claim: Claim, sent: { messageId: string; locale: Locale; now: number }): Promise<void> {
    await this.pool.query(settle(`state = 'sent', message_id = $3, locale = $4, sent_at = $5, last_error = NULL`), [claim.id, claim.attempt, sent.messageId, sent.locale, sent.now]);
  }

  async markSuperseded(claim: Claim, why: string): Promise<void> {
    await this.pool.query(settle(`state = 'superseded', last_error = $3`), [claim.id, claim.attempt, why]);
  }

  /** Gives the row back to be tried again at `retryAt`. */
  async markFailed(claim: Claim, error: string, retryAt: number): Promise<void> {
    await this.pool.query(settle(`state = 'pending', last_error = $3, next_at = $4`), [claim.id, claim.attempt, error, retryAt]);
  }

  /** Gives the row back until the person wants to hear of it (epoch ms); no attempt is counted. */
  async markHeld(claim: Claim, until: number): Promise<void> {
    await this.pool.query(settle(`state = 'pending', attempts = attempts - 1, next_at = $3`), [claim.id, claim.attempt, until]);
  }

  /** Dead letter: kept with its error, tried no more. */
  async markDead(claim: Claim, error: string): Promise<void> {
    await this.pool.query(settle(`state = 'dead', last_error = $3`), [claim.id, claim.attempt, error]);
  }

  private async byId<T extends object>(sql: string, ids: readonly string[], ...more: unknown[]): Promise<Record<string, T>> {
    if (ids.length === 0) return {};
    const { rows } = await this.pool.query<T & { id: string }>(sql, [[...new Set(ids)], ...more]);
    return Object.fromEntries(rows.map((row) => [row.id, row]));
  }
}
