import type { Client } from '@temporalio/client';
import type pg from 'pg';
import type { CommandName } from '#contracts/commands';
import type { EventType } from '#contracts/events';
import { runWorkflowId, VIEW_QUERY } from '#contracts/names';
import type { RunView } from '#contracts/view';
import { compareRows, foldStored, readStored, type ReadRows } from '#persistence/record/rebuild';
import { meetingRow, pieceRow, runRow, taskRow, type Row } from '#persistence/rows/to-row';
import { until } from '../../support/until.ts';
import { RECOVERS_MS, type Acknowledged } from './crew.ts';

/** The one event that carries a command out. */
const EFFECTS: Partial<Record<CommandName, EventType>> = {
  completeTask: 'TaskCompleted', recordAttendance: 'AttendanceRecorded', recordMinutes: 'MinutesRecorded', recordDecision: 'MeetingDecided', pauseRun: 'RunPaused', resumeRun: 'RunResumed',
};
const OPEN = new Set(['open', 'claimed']);

/** What a run looks like from each side, and what should be true of it whoever died when. */
export class Evidence {
  constructor(
    private readonly pool: pg.Pool,
    private readonly client: Client,
  ) {}

  /** Numbers 1 … n without a gap; read rows as a rebuild from the events makes them, and as the run itself tells them. */
  async expectWhole(runId: string): Promise<void> {
    const { view, stored } = await this.bothSides(runId);
    const numbers = await this.rows<{ n: number }>('SELECT n::int FROM run_event WHERE run_id = $1 ORDER BY n', [runId]);
    expect(numbers.map(({ n }) => n)).toEqual(Array.from({ length: view.run.lastEvent }, (_, index) => index + 1));
    expect(compareRows(stored, await foldStored(this.pool, runId))).toEqual([]);
    expect(stored.run).toEqual(plain([runRow(view.run)]));
    expectAmong(stored.task, view.tasks.map(taskRow));
    expectAmong(stored.meeting, view.meetings.map(meetingRow));
    expectAmong(stored.piece, view.pieces.map(pieceRow));
    const told = new Set(view.tasks.map(({ id }) => id));
    expect(stored.task.filter(({ id, state }) => OPEN.has(state as string) && !told.has(id as string))).toEqual([]);
  }

  /** Every command is settled, the acknowledged ones are accepted, and each accepted one happened exactly once. */
  async expectOneEffectEach(runIds: readonly string[], acknowledged: readonly Acknowledged[]): Promise<void> {
    await until(async () => (await this.rows(`SELECT 1 FROM command WHERE run_id = ANY($1::uuid[]) AND state = 'stored'`, [runIds])).length === 0, RECOVERS_MS);
    const commands = await this.rows<{ id: string; name: CommandName; state: string; answer: Acknowledged | null }>('SELECT id, name, state, answer FROM command WHERE run_id = ANY($1::uuid[])', [runIds]);
    const events = await this.rows<{ id: string; type: EventType; n: number }>(`SELECT cause->>'id' AS id, type, n::int FROM run_event WHERE run_id = ANY($1::uuid[]) AND cause->>'kind' = 'command'`, [runIds]);
    for (const { id, name, state, answer } of commands) {
      const own = events.filter((event) => event.id === id);
      expect({ id, name, state, effects: own.filter(({ type }) => type === EFFECTS[name]).length }).toEqual({ id, name, state: 'accepted', effects: 1 });
      expect(own.map(({ n }) => n)).toContain(answer?.eventNumber);
    }
    const answers = new Map(commands.map(({ id, answer }) => [id, answer?.eventNumber]));
    for (const { id, eventNumber } of acknowledged) expect({ id, eventNumber }).toEqual({ id, eventNumber: answers.get(id) });
  }

  /** A start that was tried again, by its sender or by us, is one run. */
  async expectOneRunPerStart(): Promise<void> {
    expect(await this.rows(`SELECT input->>'title' AS title FROM run_start WHERE input->>'title' LIKE 'A chain %' GROUP BY 1 HAVING count(*) > 1`)).toEqual([]);
    expect(await this.rows('SELECT s.run_id FROM run_start s LEFT JOIN run r ON r.id = s.run_id WHERE r.id IS NULL OR s.started_at IS NULL')).toEqual([]);
  }

  /** No task is done twice, and no event reaches anybody in two notices. */
  async expectNothingTwice(): Promise<void> {
    expect(await this.rows(`SELECT data->>'taskId' AS task FROM run_event WHERE type = 'TaskCompleted' GROUP BY 1 HAVING count(*) > 1`)).toEqual([]);
    expect(await this.rows('SELECT person_id, run_id, n FROM notification, unnest(event_numbers) AS n GROUP BY 1, 2, 3 HAVING count(*) > 1')).toEqual([]);
    expect(await this.rows('SELECT person_id, run_id, n FROM notification_event GROUP BY 1, 2, 3 HAVING count(*) > 1')).toEqual([]);
    expect(await this.rows('SELECT n.id FROM notification n, unnest(n.event_numbers) AS e WHERE NOT EXISTS (SELECT 1 FROM run_event r WHERE r.run_id = n.run_id AND r.n = e)')).toEqual([]);
  }

  /** The run's own view with nothing unsent, and its read rows of the same last event. */
  private async bothSides(runId: string): Promise<{ view: RunView; stored: ReadRows }> {
    const handle = this.client.workflow.getHandle(runWorkflowId(runId));
    return until(async () => {
      const view = await handle.query<RunView>(VIEW_QUERY).catch(() => null);
      const stored = await readStored(this.pool, runId);
      return view !== null && view.unsent === 0 && Number(stored.run[0]?.last_event) === view.run.lastEvent && { view, stored };
    }, RECOVERS_MS);
  }

  private async rows<T extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<T[]> {
    return (await this.pool.query<T>(text, values)).rows;
  }
}

const plain = (rows: Row[]): Row[] => JSON.parse(JSON.stringify(rows)) as Row[];

function expectAmong(stored: Row[], told: Row[]): void {
  const byId = new Map(stored.map((row) => [row.id, row]));
  for (const row of plain(told)) expect(byId.get(row.id)).toEqual(row);
}
