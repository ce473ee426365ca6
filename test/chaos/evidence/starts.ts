import type { Pool } from 'pg';
import type { Violation } from './record.ts';

/** Of all that was asked for since `since` (epoch ms): a start, however often it was sent and driven, is one run; and every start that was taken is a run. */
export async function judgeStarts(pool: Pool, started: ReadonlySet<string>, since: number): Promise<Violation[]> {
  const { rows: lost } = await pool.query<{ run_id: string }>('SELECT s.run_id FROM run_start s LEFT JOIN run r ON r.id = s.run_id WHERE (r.id IS NULL OR s.started_at IS NULL) AND s.created_at >= $1', [since]);
  const { rows: all } = await pool.query<{ id: string; title: string }>('SELECT id, title FROM run WHERE started_at >= $1', [since]);
  return [
    ...lost.map(({ run_id: runId }) => ({ kind: 'start', runId, detail: 'was asked for and never started' })),
    ...all.filter(({ id }) => !started.has(id)).map(({ id, title }) => ({ kind: 'start', runId: id, detail: `"${title}" runs, and nobody was told so` })),
    ...[...started].filter((id) => !all.some((run) => run.id === id)).map((runId) => ({ kind: 'start', runId, detail: 'was answered, and does not run' })),
  ];
}
