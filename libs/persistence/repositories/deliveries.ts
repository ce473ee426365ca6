import type { DeliveryState } from '#contracts/notice';
import type { Text } from '#contracts/text';
import type { Queryable } from './queryable.ts';

/** A delivery as the log shows it. Times are epoch ms. */
export interface DeliveryRow {
  id: string;
  notificationId: string | null;
  letterId: string | null;
  of: 'notice' | 'letter';
  kind: string;
  person: { id: string; name: string } | null;
  address: string;
  runId: string | null;
  runTitle: string | null;
  taskId: string | null;
  title: Text | null;
  channel: string;
  state: DeliveryState;
  attempts: number;
  nextAt: number | null;
  lastError: string | null;
  messageId: string | null;
  createdAt: number;
  sentAt: number | null;
  resendOf: string | null;
  requestedBy: string | null;
}
/** What the log can be asked for; everything left out matches. */
export interface DeliveryFilter {
  personId?: string | undefined;
  runId?: string | undefined;
  state?: readonly DeliveryState[] | undefined;
  kind?: string | undefined;
  /** Epoch ms: at or after, before. */
  from?: number | undefined;
  until?: number | undefined;
  text?: string | undefined;
}

const SELECT = `
  SELECT d.id, d.notification_id AS "notificationId", d.letter_id AS "letterId", CASE WHEN l.id IS NULL THEN 'notice' ELSE 'letter' END AS of, coalesce(n.kind, l.kind) AS kind,
    CASE WHEN p.id IS NULL THEN NULL ELSE json_build_object('id', p.id, 'name', p.name) END AS person, coalesce(l.address, p.email, '') AS address,
    n.run_id AS "runId", run.title AS "runTitle", n.task_id AS "taskId", n.data #> '{items,0,title}' AS title, d.channel, d.state, d.attempts,
    CASE WHEN d.state IN ('pending', 'sending') THEN d.next_at END AS "nextAt", d.last_error AS "lastError", d.message_id AS "messageId",
    d.created_at AS "createdAt", d.sent_at AS "sentAt", d.resend_of AS "resendOf", d.requested_by AS "requestedBy"
  FROM delivery d LEFT JOIN notification n ON n.id = d.notification_id LEFT JOIN letter l ON l.id = d.letter_id
    LEFT JOIN person p ON p.id = d.person_id LEFT JOIN run ON run.id = n.run_id`;
const TEXT = `concat_ws(' ', p.name, coalesce(l.address, p.email), l.name, run.title, n.data #>> '{items,0,title,en}', n.data #>> '{items,0,title,zh-CN}') ILIKE ?`;
const escaped = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`);

function conditions({ personId, runId, state, kind, from, until, text }: DeliveryFilter, values: unknown[]): string {
  const parts: Array<[sql: string, value: unknown]> = [
    ['d.person_id = ?::uuid', personId], ['n.run_id = ?::uuid', runId], ['d.state = ANY (?::text[])', state], ['coalesce(n.kind, l.kind) = ?', kind],
    ['d.created_at >= ?', from], ['d.created_at < ?', until], [TEXT, text === undefined ? undefined : `%${escaped(text)}%`],
  ];
  return parts.flatMap(([sql, value]) => (value === undefined ? [] : [`AND ${sql.replace('?', `$${values.push(value)}`)}`])).join(' ');
}

/** Deliveries that match, newest first, after the cursor (created_at, id); `limit` rows. */
export async function listDeliveries(db: Queryable, filter: DeliveryFilter, page: { after: readonly [number, string] | undefined; limit: number }): Promise<DeliveryRow[]> {
  const values: unknown[] = [page.after?.[0] ?? null, page.after?.[1] ?? null, page.limit];
  return db.query(`${SELECT} WHERE ($1::bigint IS NULL OR (d.created_at, d.id) < ($1, $2::uuid)) ${conditions(filter, values)} ORDER BY d.created_at DESC, d.id DESC LIMIT $3`, values);
}

export async function findDelivery(db: Queryable, id: string): Promise<DeliveryRow | null> {
  const [row] = await db.query<DeliveryRow[]>(`${SELECT} WHERE d.id = $1`, [id]);
  return row ?? null;
}

/** Every other delivery of the same notice or letter on the same channel, in the order in which they were made. */
export async function siblingsOf(db: Queryable, { id, notificationId, letterId, channel }: DeliveryRow): Promise<DeliveryRow[]> {
  const [column, of] = notificationId === null ? ['d.letter_id', letterId] : ['d.notification_id', notificationId];
  return db.query(`${SELECT} WHERE ${column} = $1 AND d.channel = $2 AND d.id <> $3 ORDER BY d.created_at, d.id`, [of, channel, id]);
}

/** Has those who repeat a delivery take turns until the transaction ends. */
export async function lockDelivery(db: Queryable, id: string): Promise<void> {
  await db.query('SELECT 1 FROM delivery WHERE id = $1 FOR UPDATE', [id]);
}

/** A further delivery of what `of` brought, whose turn is at `now` (epoch ms). */
export async function insertResend(db: Queryable, { id, of, by, now }: { id: string; of: string; by: string; now: number }): Promise<void> {
  await db.query(
    `INSERT INTO delivery (id, notification_id, letter_id, person_id, channel, state, next_at, created_at, resend_of, requested_by)
     SELECT $1, notification_id, letter_id, person_id, channel, 'pending', $3, $3, id, $4 FROM delivery WHERE id = $2`,
    [id, of, now, by],
  );
}
