import type { Pool } from 'pg';
import type { Command, CommandAnswer } from '#contracts/commands';

/** How a command stands. */
export interface CommandStanding {
  id: string;
  state: 'stored' | 'accepted' | 'refused';
  answer: CommandAnswer | null;
  refusal: ({ type: string } & Record<string, unknown>) | null;
}

/** Stores a job's commands for the relay; those that are there already stay as they are. */
export async function storeJobCommands(pool: Pool, jobId: string, commands: ReadonlyArray<{ runId: string; command: Command }>): Promise<void> {
  const rows = commands.map(({ runId, command }) => ({ id: command.id, run_id: runId, name: command.name, actor: command.actor, body: command, received_at: command.receivedAt }));
  await pool.query(
    `INSERT INTO command (id, run_id, name, actor, body, received_at, state, job_id)
     SELECT id, run_id, name, actor, body, received_at, 'stored', $1 FROM jsonb_to_recordset($2::jsonb) AS c(id text, run_id uuid, name text, actor text, body jsonb, received_at bigint)
     ON CONFLICT (id) DO NOTHING`,
    [jobId, JSON.stringify(rows)],
  );
}

/** Those of the commands that are settled. */
export async function settledCommands(pool: Pool, ids: readonly string[]): Promise<CommandStanding[]> {
  const text = `SELECT id, state, answer, refusal FROM command WHERE id = ANY ($1::text[]) AND state <> 'stored'`;
  return (await pool.query<CommandStanding>(text, [ids])).rows;
}
