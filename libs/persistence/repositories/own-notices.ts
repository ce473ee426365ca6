import { randomUUID } from 'node:crypto';
import type { NoticeData, NoticeItem, NoticeKind } from '#contracts/notice';
import { goesByMail } from '#domain/notice/kinds';
import type { Queryable } from './queryable.ts';

/** A notice about no single run: what happened to a person's work across runs, or to themselves. */
export interface OwnNotice {
  personId: string;
  kind: NoticeKind;
  data: NoticeData;
  /** Epoch ms. */
  at: number;
}

/**
 * Writes notices to people, and their mails, in the caller's transaction, which sees to it that each is written once; answers the notices' ids. The
 * worker's sweeper sends the mails about ten seconds later.
 */
export async function tellPeople(db: Queryable, notices: readonly OwnNotice[]): Promise<string[]> {
  const rows = notices.map(({ personId, kind, data, at }) => ({ id: randomUUID(), person_id: personId, kind, data, created_at: at, mail: goesByMail(kind) ? randomUUID() : null }));
  if (rows.length === 0) return [];
  const given = JSON.stringify(rows);
  await db.query(
    `INSERT INTO notification (id, person_id, run_id, from_n, kind, event_numbers, data, created_at)
     SELECT r.id, r.person_id, NULL, 0, r.kind, '{}', r.data, r.created_at FROM json_populate_recordset(NULL::notification, $1::json) r`,
    [given],
  );
  await db.query(
    `INSERT INTO delivery (id, notification_id, person_id, channel, state, next_at, created_at)
     SELECT r.mail, r.id, r.person_id, 'email', 'pending', r.created_at, r.created_at FROM json_to_recordset($1::json) AS r(id uuid, mail uuid, person_id uuid, created_at bigint) WHERE r.mail IS NOT NULL`,
    [given],
  );
  return rows.map(({ id }) => id);
}

/** An item that retells no event of a run; `given` says what there is to say. */
export const ownItem = (kind: NoticeKind, given: Partial<NoticeItem> = {}): NoticeItem => ({
  n: 0, type: 'Beside', kind, taskId: null, title: null, description: null, dueAt: null, provisional: false, source: null, rung: null, subject: null, reason: null, by: null, defects: [], ...given,
});
