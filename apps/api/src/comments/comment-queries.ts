import type { Comment } from '#contracts/api/comment';
import type { Queryable } from '#persistence/repositories/queryable';

export interface CommentRow extends Comment {
  taskId: string;
}

const COLUMNS = `c.id, c.task_id AS "taskId", c.author, c.text, c.links, c.created_at AS "createdAt", c.edited_at AS "editedAt",
  ARRAY(SELECT m.person_id FROM comment_mention m WHERE m.comment_id = c.id AND m.removed_at IS NULL ORDER BY m.person_id) AS mentions`;

/** A task's first 500 comments, oldest first, without those taken back. */
export async function commentsOf(db: Queryable, taskId: string): Promise<Comment[]> {
  const rows = await db.query<CommentRow[]>(`SELECT ${COLUMNS} FROM comment c WHERE c.task_id = $1 AND c.deleted_at IS NULL ORDER BY c.created_at, c.id LIMIT 500`, [taskId]);
  return rows.map(commentView);
}

/** A comment, or null when there is none or it was taken back. `lock` holds it until the caller's transaction ends. */
export async function findComment(db: Queryable, id: string, lock = false): Promise<CommentRow | null> {
  const [row] = await db.query<CommentRow[]>(`SELECT ${COLUMNS} FROM comment c WHERE c.id = $1 AND c.deleted_at IS NULL ${lock ? 'FOR UPDATE' : ''}`, [id]);
  return row ?? null;
}

export const commentView = ({ taskId: _taskId, ...comment }: CommentRow): Comment => comment;

/** Sets whom a comment mentions. Answers those it never mentioned before: only they are told. */
export async function setMentions(db: Queryable, comment: { id: string; taskId: string }, people: readonly string[], now: number): Promise<string[]> {
  await db.query('UPDATE comment_mention SET removed_at = $3 WHERE comment_id = $1 AND removed_at IS NULL AND person_id <> ALL ($2::uuid[])', [comment.id, people, now]);
  const rows = await db.query<Array<{ id: string; fresh: boolean }>>(
    `INSERT INTO comment_mention (comment_id, person_id, task_id) SELECT $1, person, $2 FROM unnest($3::uuid[]) AS person
     ON CONFLICT (comment_id, person_id) DO UPDATE SET removed_at = NULL RETURNING person_id AS id, xmax = 0 AS fresh`,
    [comment.id, comment.taskId, people],
  );
  return rows.filter(({ fresh }) => fresh).map(({ id }) => id);
}
