import { RUN_COMMANDS, type CommandArgs, type CommandName } from '#contracts/commands';
import type { Job, JobItem } from '#contracts/jobs';
import type { Listing, Planner, PlannerDeps } from '../planner.ts';

interface BulkParams {
  name: CommandName;
  runIds: string[];
  /** Arguments of the verb beside its reason; absent in jobs of earlier releases. */
  args?: object;
  reason: string;
}

/** One verb over many runs. The API has checked that whoever asked may do it to each of them. */
export const bulkPlanner: Planner = { list: listRuns };

async function listRuns({ pool }: PlannerDeps, { params }: Job): Promise<Listing> {
  const { name, runIds, args, reason } = params as unknown as BulkParams;
  if (!RUN_COMMANDS.includes(name)) throw new Error(`"${name}" is no verb on runs`);
  const { rows } = await pool.query<{ id: string; version: number }>('SELECT id, version FROM run WHERE id = ANY ($1::uuid[]) AND closed_at IS NULL ORDER BY id', [runIds]);
  const whole = { ...args, reason } as CommandArgs[CommandName];
  return { items: rows.map(({ id, version }): JobItem => ({ key: id, runId: id, target: { kind: 'run', id }, version, name, args: whole })), again: null };
}
