import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { NoticeData, NoticeItem, NoticeKind, NoticeMeeting } from '#contracts/notice';
import type { Locale } from '#contracts/text';

/** Writes what `recordEvents` writes for one notice, so that deliveries can be tried without a run. */
export interface Told {
  deliveryId: string;
  taskId: string;
  personId: string;
}
export interface TellOptions {
  kind?: NoticeKind;
  locale?: Locale;
  name?: string;
  title?: string;
  meeting?: Omit<NoticeMeeting, 'id' | 'organizer' | 'attendees'>;
  /** Text of a comment that mentions the person; the notice tells of it. */
  comment?: string;
  /** Epoch ms of the delivery's turn; now by default. */
  nextAt?: number;
}

/** A person, an open task, a notice about it and its pending delivery by mail. */
export async function tell(pool: Pool, { kind = 'task-opened', locale = 'en', name = 'Ann Lee', title = 'Script outline', meeting, comment, nextAt = Date.now() }: TellOptions = {}): Promise<Told> {
  const told = { deliveryId: randomUUID(), taskId: randomUUID(), personId: randomUUID() };
  const [notificationId, runId] = [randomUUID(), randomUUID()];
  const item: NoticeItem = {
    n: 1, type: 'TaskOpened', kind, taskId: told.taskId, title: { 'zh-CN': '脚本大纲', en: title }, description: { 'zh-CN': '写出大纲', en: 'Write the outline' },
    dueAt: Date.UTC(2026, 10, 24, 10), provisional: false, source: '4.3', rung: null, subject: null, reason: null, by: told.personId, defects: [],
    ...(comment !== undefined && { commentId: randomUUID() }),
  };
  const data: NoticeData = { runTitle: 'Spring', items: [item], meeting: meeting ? { id: 'meeting-1', organizer: told.personId, attendees: [told.personId], ...meeting } : null };
  await pool.query(`INSERT INTO person (id, email, name, locale, time_zone, platform_role, password_hash) VALUES ($1, $2, $3, $4, 'Asia/Shanghai', 'member', '-')`, [told.personId, `${told.personId}@callsheet.test`, name, locale]);
  await pool.query(
    `INSERT INTO task (id, run_id, key, block, step, visit, turn, title, description, state, version, assign, assignee, fell_to_manager, checklist, subject, opened_at, outcome)
     VALUES ($1, $2, 'outline', 'outline', 'planning', 1, 1, '{}', '{}', 'open', 1, '{}', $3, false, '[]', '{}', 0, '{}')`,
    [told.taskId, runId, told.personId],
  );
  await pool.query(`INSERT INTO notification (id, person_id, run_id, from_n, kind, event_numbers, task_id, data, created_at) VALUES ($1, $2, $3, 1, $4, '{1}', $5, $6, $7)`, [notificationId, told.personId, runId, kind, told.taskId, data, nextAt]);
  await pool.query(`INSERT INTO delivery (id, notification_id, person_id, channel, state, next_at, created_at) VALUES ($1, $2, $3, 'email', 'pending', $4, $4)`, [told.deliveryId, notificationId, told.personId, nextAt]);
  if (item.commentId) {
    await pool.query(`INSERT INTO comment (id, task_id, run_id, author, text, created_at) VALUES ($1, $2, $3, 'a', $4, 0)`, [item.commentId, told.taskId, runId, comment]);
    await pool.query('INSERT INTO comment_mention (comment_id, person_id, task_id) VALUES ($1, $2, $3)', [item.commentId, told.personId, told.taskId]);
  }
  return told;
}
