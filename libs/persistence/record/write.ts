import type { Pool, PoolClient } from 'pg';
import type { Run } from '#contracts/run';
import { pgJson } from '../rows/json.ts';
import { runRow } from '../rows/to-row.ts';
import { MOVE_RUN, PART_NAMES, PARTS, START_RUN, type PartName } from './parts.ts';

/** Rows of a batch by part; parts without rows are left out of the statement. */
export type Payload = Partial<Record<PartName, readonly object[]>>;

const statements = new Map<string, { name: string; text: string }>();

/**
 * Stores a folded batch in one statement, which is one transaction: one trip, and the run's row stays locked for no longer
 * than it takes. Answers false when the run no longer stands at `foldedOn`: nothing was written, load and fold again.
 */
export async function writeBatch(db: Pool | PoolClient, run: Run, foldedOn: number, payload: Payload): Promise<boolean> {
  const parts = PART_NAMES.filter((part) => (payload[part] ?? []).length > 0);
  const values = [run.id, foldedOn, pgJson(runRow(run)), ...parts.map((part) => pgJson(part === 'started' ? payload[part]![0] : payload[part]))];
  const { rows } = await db.query<{ written: boolean }>({ ...statementOf(foldedOn === 0, parts), values });
  return rows[0]!.written;
}

/** The statement of these parts. There are a few dozen combinations in practice; each connection prepares those it meets. */
function statementOf(starts: boolean, parts: readonly PartName[]): { name: string; text: string } {
  const name = `record-${starts ? 's' : 'm'}-${parts.map((part) => PART_NAMES.indexOf(part).toString(36)).join('')}`;
  const known = statements.get(name);
  if (known) return known;
  const bodies = parts.map((part, index) => `${part} AS (${PARTS[part].replaceAll('$json::json', '$json').replaceAll('$json', `$${index + 4}::json`)})`);
  const text = `WITH ${[`head AS (${starts ? START_RUN : MOVE_RUN})`, ...bodies].join(',\n')}\nSELECT count(*) > 0 AS written FROM head`;
  statements.set(name, { name, text });
  return { name, text };
}
