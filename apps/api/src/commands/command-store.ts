import type { Pool, PoolClient } from 'pg';
import type { CommandRefusal } from '#contracts/api/command';
import type { Command, CommandAnswer } from '#contracts/commands';
import { inTransaction } from '#persistence/transaction';
import { EXPIRED, ruleOf } from './refusals.ts';
import { recordBeside } from './told-beside.ts';

/** A row of `command`. Not a read table: the API inserts it, `recordEvents` writes acceptances, API or relay write refusals. */
export interface CommandRow {
  id: string;
  runId: string;
  command: Command;
  state: 'stored' | 'accepted' | 'refused';
  answer: CommandAnswer | null;
  refusal: CommandRefusal | null;
  receivedAt: number;
  settledAt: number | null;
  /** The job that sent it; null for a person's. */
  jobId: string | null;
}
/** Texts that must be stored before the command that names them. */
export interface NewDocument {
  id: string;
  runId: string;
  kind: string;
  body: unknown;
  sha256: string;
  author: string;
  createdAt: number;
  taskId: string | null;
}

const COLUMNS = `id, run_id AS "runId", body AS command, state, answer, refusal, received_at AS "receivedAt", settled_at AS "settledAt", job_id AS "jobId"`;
const INSERT = `INSERT INTO command (id, run_id, name, actor, body, received_at, state) VALUES ($1, $2, $3, $4, $5, $6, 'stored') ON CONFLICT (id) DO NOTHING RETURNING id`;
const INSERT_DOCUMENT = `INSERT INTO document (id, run_id, kind, body, sha256, author, created_at, task_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`;
const REFUSE = `
  WITH refused AS (
    UPDATE command SET state = 'refused', refusal = $2, settled_at = $3 WHERE id = $1 AND state = 'stored'
    RETURNING run_id, name, actor, job_id, body->'args'->>'taskId' AS task_id, (body->'args'->>'documentId')::uuid AS document_id
  ), taken_back AS (DELETE FROM document USING refused WHERE $4 AND document.id = refused.document_id)
  SELECT run_id AS "runId", name, actor, task_id AS "taskId", job_id AS "jobId" FROM refused`;

/** Reads and writes of the `command` table. */
export class CommandStore {
  constructor(private readonly pool: Pool) {}

  async find(id: string): Promise<CommandRow | null> {
    const { rows } = await this.pool.query<CommandRow>({ name: 'command-find', text: `SELECT ${COLUMNS} FROM command WHERE id = $1`, values: [id] });
    return rows[0] ?? null;
  }

  /** Stores the command, and its document in the same transaction. False when the id was there already: then nothing is written. */
  async insert(runId: string, command: Command, document: NewDocument | null): Promise<boolean> {
    const values = [command.id, runId, command.name, command.actor, JSON.stringify(command), command.receivedAt];
    if (!document) return (await this.pool.query({ name: 'command-insert', text: INSERT, values })).rowCount === 1;
    const client = await this.pool.connect();
    try {
      await client.query('BEGIN');
      const stored = (await client.query({ name: 'command-insert', text: INSERT, values })).rowCount === 1;
      if (stored) await insertDocument(client, document);
      await client.query(stored ? 'COMMIT' : 'ROLLBACK');
      return stored;
    } catch (error) {
      await client.query('ROLLBACK').catch(() => undefined);
      throw error;
    } finally {
      client.release();
    }
  }

  /** Ids of this run that nobody has answered yet, in the order they came. */
  async waiting(runId: string): Promise<string[]> {
    const { rows } = await this.pool.query<{ id: string }>({ name: 'command-waiting', text: `SELECT id FROM command WHERE run_id = $1 AND state = 'stored' ORDER BY received_at, id`, values: [runId] });
    return rows.map((row) => row.id);
  }

  /** Keeps the run's answer, so that a repeat gets the same one long after the run forgot it. */
  async accept(id: string, answer: CommandAnswer, at: number): Promise<void> {
    await this.pool.query({ name: 'command-accept', text: `UPDATE command SET state = 'accepted', answer = $2, settled_at = coalesce(settled_at, $3) WHERE id = $1 AND state <> 'refused'`, values: [id, JSON.stringify(answer), at] });
  }

  /**
   * Keeps a refusal with its line in the audit, and takes back the text that was stored ahead of the command: nobody shall read answers that do
   * not count. One that merely expired may still have reached its run, so its text stays. `tell`: nobody waits for the answer any more, so its
   * author gets a notice; a job keeps its refusals as results. False when the command was settled before.
   */
  async refuse(id: string, refusal: CommandRefusal, at: number, tell: boolean): Promise<boolean> {
    return inTransaction(this.pool, async (tx) => {
      const [refused] = await tx.query<Array<{ runId: string; name: string; actor: string; taskId: string | null; jobId: string | null }>>(REFUSE, [id, JSON.stringify(refusal), at, refusal.type !== EXPIRED]);
      if (!refused) return false;
      const { runId, name, actor, taskId, jobId } = refused;
      const data = { commandId: id, name, type: refusal.type, rule: ruleOf(refusal), message: refusal.message };
      await recordBeside(tx, { runId, taskId, actor, verb: 'command-refused', data, at, tell: tell && jobId === null ? [actor] : [] });
      return true;
    });
  }

  /** Runs with commands that nobody has answered: people's when received before `before` (epoch ms), jobs' at once, since no request waits for those. */
  async runsWaiting(before: number, limit: number): Promise<string[]> {
    const text = `SELECT run_id FROM command WHERE state = 'stored' AND (received_at < $1 OR job_id IS NOT NULL) GROUP BY run_id ORDER BY min(received_at) LIMIT $2`;
    const { rows } = await this.pool.query<{ run_id: string }>(text, [before, limit]);
    return rows.map((row) => row.run_id);
  }

  /** How a run ended, or null while it is open or not yet recorded. */
  async closing(runId: string): Promise<{ at: number; state: string } | null> {
    const { rows } = await this.pool.query<{ at: number; state: string }>(`SELECT closed_at AS at, state FROM run WHERE id = $1 AND closed_at IS NOT NULL`, [runId]);
    return rows[0] ?? null;
  }

  /** Number of the last event that a command caused, or null. */
  async lastEventOf(runId: string, id: string): Promise<number | null> {
    const { rows } = await this.pool.query<{ n: number | null }>(`SELECT max(n) AS n FROM run_event WHERE run_id = $1 AND cause->>'id' = $2`, [runId, id]);
    return rows[0]?.n ?? null;
  }
}

/** Writes a document row; the body was measured and hashed before. */
export async function insertDocument(client: Pool | PoolClient, document: NewDocument): Promise<void> {
  const { id, runId, kind, body, sha256, author, createdAt, taskId } = document;
  await client.query({ name: 'document-insert', text: INSERT_DOCUMENT, values: [id, runId, kind, JSON.stringify(body), sha256, author, createdAt, taskId] });
}
