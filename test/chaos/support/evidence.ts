import type { Client } from '@temporalio/client';
import type pg from 'pg';
import type { CommandName } from '#contracts/commands';
import type { EventType } from '#contracts/events';
import { until } from '../../support/until.ts';
import { readRecord } from '../evidence/record.ts';
import { judgeTasks } from '../evidence/tasks.ts';
import { carriesOut } from '../evidence/told.ts';
import { differences } from '../evidence/whole.ts';
import { RECOVERS_MS, type Acknowledged } from './crew.ts';

/** What a run looks like from each side, and what should be true of it whoever died when. */
export class Evidence {
  constructor(
    private readonly pool: pg.Pool,
    private readonly client: Client,
  ) {}

  /** Numbers 1 … n without a gap; read rows as a rebuild from the events makes them, and as the run itself tells them. */
  async expectWhole(runId: string): Promise<void> {
    expect(await differences(this.pool, this.client, runId)).toEqual([]);
    expect(judgeTasks(await readRecord(this.pool, runId))).toEqual([]);
  }

  /** Every command is settled, the acknowledged ones are accepted, and each accepted one happened exactly once. */
  async expectOneEffectEach(runIds: readonly string[], acknowledged: readonly Acknowledged[]): Promise<void> {
    await until(async () => (await this.rows(`SELECT 1 FROM command WHERE run_id = ANY($1::uuid[]) AND state = 'stored'`, [runIds])).length === 0, RECOVERS_MS);
    const commands = await this.rows<{ id: string; name: CommandName; state: string; answer: Acknowledged | null }>('SELECT id, name, state, answer FROM command WHERE run_id = ANY($1::uuid[])', [runIds]);
    const events = await this.rows<{ id: string; type: EventType; n: number }>(`SELECT cause->>'id' AS id, type, n::int FROM run_event WHERE run_id = ANY($1::uuid[]) AND cause->>'kind' = 'command'`, [runIds]);
    for (const { id, name, state, answer } of commands) {
      const own = events.filter((event) => event.id === id);
      expect({ id, name, state, effects: own.filter(({ type }) => carriesOut(name, type)).length }).toEqual({ id, name, state: 'accepted', effects: 1 });
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

  private async rows<T extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<T[]> {
    return (await this.pool.query<T>(text, values)).rows;
  }
}
