import type { Pool } from 'pg';
import type { Piece } from '#contracts/piece';
import type { Task } from '#contracts/task';
import { SELECT_TASK } from '../rows/fields.ts';

/** An open task with what decides who may stand in: its run's manager, and the piece whose makers may not judge it. */
export interface OpenTask extends Task {
  managerId: string;
  piece: Pick<Piece, 'authors' | 'checks'> | null;
}

const OPEN = `SELECT ${SELECT_TASK}, run.manager_id AS "managerId", (SELECT json_build_object('authors', piece.authors, 'checks', piece.checks) FROM piece WHERE piece.id = task.piece_id) AS piece
  FROM task JOIN run ON run.id = task.run_id`;

/** Open tasks that a person has, or may claim, and has for nobody else (not what they only sign, do as a delegate, or own an item of); by id. */
export async function tasksOfPerson(pool: Pool, personId: string): Promise<OpenTask[]> {
  const text = `${OPEN} WHERE task.id IN (SELECT task_id FROM inbox WHERE person_id = $1) AND (task.assignee = $1 OR (task.assignee IS NULL AND $1 = ANY (task.candidates))) AND task.state IN ('open', 'claimed') AND (task.cover IS NULL OR task.cover = 'null'::jsonb) ORDER BY task.id`;
  return (await pool.query<OpenTask>(text, [personId])).rows;
}

/** Open tasks that somebody has because of this absence; by id. */
export async function coveredTasks(pool: Pool, absenceId: string): Promise<OpenTask[]> {
  const text = `${OPEN} WHERE task.cover IS NOT NULL AND task.cover <> 'null'::jsonb AND task.cover ->> 'absenceId' = $1 AND task.state IN ('open', 'claimed') ORDER BY task.id`;
  return (await pool.query<OpenTask>(text, [absenceId])).rows;
}
