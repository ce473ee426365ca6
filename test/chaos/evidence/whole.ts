import { isDeepStrictEqual } from 'node:util';
import type { Client } from '@temporalio/client';
import type { Pool } from 'pg';
import { runWorkflowId, VIEW_QUERY } from '#contracts/names';
import type { RunView } from '#contracts/view';
import { compareRows, foldStored, readStored, type ReadRows } from '#persistence/record/rebuild';
import { meetingRow, pieceRow, runRow, taskRow, type Row } from '#persistence/rows/to-row';
import { until } from '../../support/until.ts';
import { snapshot } from './record.ts';

const SETTLES_MS = 90_000;
const OPEN = new Set(['open', 'claimed']);

/** The read rows of a run against a rebuild from its events, and against what the run itself tells when it is asked; how they differ. */
export async function differences(pool: Pool, client: Client, runId: string): Promise<string[]> {
  const sides = await bothSides(pool, client, runId).catch((error: Error) => error);
  if (sides instanceof Error) return [`the run's own view and its rows do not come to the same event: ${sides.message}`];
  const { view, stored, folded } = sides;
  const rebuilt = compareRows(stored, folded).map(({ table, id, kind }) => `${table} ${id}: ${kind} than a rebuild`);
  const told = new Set(view.tasks.map(({ id }) => id));
  const forgotten = view.run.closedAt === null ? stored.task.filter(({ id, state }) => OPEN.has(state as string) && !told.has(id as string)) : [];
  return [
    ...rebuilt,
    ...among(stored.run, [runRow(view.run)], 'run'),
    ...among(stored.task, view.tasks.map(taskRow), 'task'),
    ...among(stored.meeting, view.meetings.map(meetingRow), 'meeting'),
    ...among(stored.piece, view.pieces.map(pieceRow), 'piece'),
    ...forgotten.map(({ id }) => `task ${String(id)} is open in its row, and the run does not know it`),
  ];
}

/** The run's own view with nothing unsent, and its read rows and their rebuild of the same last event. */
async function bothSides(pool: Pool, client: Client, runId: string): Promise<{ view: RunView; stored: ReadRows; folded: ReadRows }> {
  const handle = client.workflow.getHandle(runWorkflowId(runId));
  return until(async () => {
    const view = await handle.query<RunView>(VIEW_QUERY).catch(() => null);
    const { stored, folded } = await snapshot(pool, async (client) => ({ stored: await readStored(client, runId), folded: await foldStored(client, runId) }));
    return view !== null && view.unsent === 0 && Number(stored.run[0]?.last_event) === view.run.lastEvent && { view, stored, folded };
  }, SETTLES_MS);
}

/** Closed tasks leave the run with their step, so rows may know more than it does, never less or other. */
function among(stored: Row[], told: Row[], table: string): string[] {
  const byId = new Map(stored.map((row) => [row.id, row]));
  const plain = JSON.parse(JSON.stringify(told)) as Row[];
  return plain.filter((row) => !isDeepStrictEqual(byId.get(row.id), row)).map(({ id }) => `${table} ${String(id)}: ${byId.has(id) ? 'other' : 'missing'} than the run's own view`);
}
