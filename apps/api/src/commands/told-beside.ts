import { randomUUID } from 'node:crypto';
import { NOTICE_KINDS, type NoticeData, type NoticeItem, type NoticeKind } from '#contracts/notice';
import type { Json, Text } from '#contracts/text';
import { goesByMail } from '#domain/notice/kinds';
import type { Queryable } from '#persistence/repositories/queryable';

/** What happened beside a run: no event of it, but people hear of it and the story shows it. */
export interface Beside {
  /** Null for what concerns no run; then nobody can be told. */
  runId: string | null;
  taskId: string | null;
  actor: string;
  verb: string;
  data: Record<string, Json>;
  /** Epoch ms. */
  at: number;
  /** People told by a notice of the kind that `verb` names. */
  tell: string[];
  /** People told by a notice of a kind of their own instead; they get no second one for being in `tell` too. */
  tellAs?: Partial<Record<NoticeKind, string[]>>;
}

/** What happened, and nobody is told. */
export type Activity = Omit<Beside, 'tell' | 'tellAs'>;

/** Writes the activity in the caller's transaction; answers its number. */
export async function recordActivity(db: Queryable, { runId, taskId, actor, verb, data, at }: Activity): Promise<number> {
  const [log] = await db.query<Array<{ ordinal: number | string }>>(
    'INSERT INTO activity_log (id, run_id, task_id, actor, verb, data, at) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING ordinal',
    [randomUUID(), runId, taskId, actor, verb, JSON.stringify(data), at],
  );
  return Number(log!.ordinal);
}

interface Facts {
  runTitle: string;
  title: Text | null;
  subject: string | null;
}
const FACTS = `
  SELECT run.title AS "runTitle", task.title, coalesce(task.subject ->> 'note', piece.title) AS subject
  FROM run LEFT JOIN task ON task.id = $2::uuid LEFT JOIN piece ON piece.id = task.piece_id WHERE run.id = $1`;
const NOTIFY = `
  INSERT INTO notification (id, person_id, run_id, from_n, kind, event_numbers, task_id, data, created_at)
  SELECT r.id, r.person_id, r.run_id, r.from_n, r.kind, '{}', r.task_id, r.data, r.created_at FROM json_populate_recordset(NULL::notification, $1::json) r ON CONFLICT DO NOTHING`;
const DELIVER = `
  INSERT INTO delivery (id, notification_id, person_id, channel, state, next_at, created_at)
  SELECT r.id, r.notification_id, r.person_id, 'email', 'pending', r.created_at, r.created_at FROM json_populate_recordset(NULL::delivery, $1::json) r ON CONFLICT DO NOTHING`;

/**
 * Writes the activity, its notices and their mails, in the caller's transaction. Notices of events are keyed by event number; these have
 * none and take the activity's own number, negative, so that they never meet. The worker's sweeper sends the mails about ten seconds later.
 */
export async function recordBeside(db: Queryable, beside: Beside): Promise<void> {
  const { runId, taskId, at } = beside;
  const n = -(await recordActivity(db, beside));
  const told = tellings(beside);
  if (told.length === 0) return;
  const [facts] = await db.query<Facts[]>(FACTS, [runId, taskId]);
  const notices = told.map(([personId, kind]) => ({
    id: randomUUID(), person_id: personId, run_id: runId, from_n: n, kind, task_id: taskId, created_at: at,
    data: { runTitle: facts?.runTitle ?? '', items: [itemOf(beside, kind, n, facts)], meeting: null } satisfies NoticeData,
  }));
  await db.query(NOTIFY, [JSON.stringify(notices)]);
  const mails = notices.filter(({ kind }) => goesByMail(kind)).map(({ id, person_id }) => ({ id: randomUUID(), notification_id: id, person_id, created_at: at }));
  if (mails.length > 0) await db.query(DELIVER, [JSON.stringify(mails)]);
}

/** Each person once, with the kind that is theirs. */
function tellings({ verb, tell, tellAs = {} }: Beside): Array<[person: string, kind: NoticeKind]> {
  const own = Object.entries(tellAs).flatMap(([kind, people]) => people.map((person) => [person, kind as NoticeKind] as const));
  if (tell.length > 0 && !(NOTICE_KINDS as readonly string[]).includes(verb)) throw new Error(`"${verb}" is no kind of notice`);
  const common = tell.map((person) => [person, verb as NoticeKind] as const);
  return [...new Map([...common, ...own])];
}

const textOf = (value: Json | undefined): string | null => (typeof value === 'string' && value !== '' ? value : null);

function itemOf({ taskId, actor, data }: Beside, kind: NoticeKind, n: number, facts: Facts | undefined): NoticeItem {
  return {
    n, type: 'Beside', kind, taskId, title: facts?.title ?? null, description: null, dueAt: null, provisional: false, source: null, rung: null,
    subject: facts?.subject ?? null, reason: textOf(data.reason) ?? textOf(data.message), by: actor, defects: [],
    rule: textOf(data.rule), commentId: textOf(data.commentId), attachment: textOf(data.attachmentId) && textOf(data.name),
  };
}
