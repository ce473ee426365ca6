import type { Pool } from 'pg';
import { ZPlaybook, type Playbook } from '#contracts/playbook';
import type { ProcessDefinition } from '#contracts/process';
import type { JobItem } from '#contracts/jobs';
import type { Json } from '#contracts/text';
import { compilePlaybook } from '#domain/playbook/compile';
import type { Start } from '#domain/playbook/given';
import { carriedOver } from '#domain/playbook/overrides';
import type { Planner } from '../planner.ts';

interface MoveParams {
  playbook: string;
  to: number;
  runIds: string[];
  settings: Record<string, Json>;
  steps: Record<string, string>;
  reason: string;
}
interface RunRow {
  id: string;
  version: number;
}
const NONE = {} as ProcessDefinition;

/** Runs of a playbook go to one version of it, each with its own settings. The API has checked who asked, and that the version takes the settings given. */
export const playbookMovePlanner: Planner = {
  async list({ pool }, { params }) {
    const { runIds, to, steps, reason } = params as unknown as MoveParams;
    const text = 'SELECT id, version FROM run WHERE id = ANY ($1::uuid[]) AND closed_at IS NULL AND playbook_version <= $2 ORDER BY id';
    const { rows } = await pool.query<RunRow>(text, [runIds, to]);
    return { items: rows.map(({ id, version }): JobItem => ({ key: id, runId: id, target: { kind: 'run', id }, version, name: 'moveRun', args: { definition: NONE, steps, reason } })), again: null };
  },
  /** A compiled version is too heavy to be kept with every item. */
  async argsOf({ pool }, job, { runId }) {
    const { playbook: slug, to, settings: given, steps, reason } = job.params as unknown as MoveParams;
    const { rows } = await pool.query<Start & { settings: Record<string, Json>; version: number }>('SELECT settings, playbook_version AS version, title, started_by AS "startedBy", input FROM run WHERE id = $1', [runId]);
    const run = rows[0];
    if (!run) throw new Error(`run ${runId} is not in the tables`);
    const [from, target] = [await versionOf(pool, slug, run.version), await versionOf(pool, slug, to)];
    return { definition: compilePlaybook(target, carriedOver(from, target, run.settings, given), run), steps, reason };
  },
};

async function versionOf(pool: Pool, slug: string, version: number): Promise<Playbook> {
  const { rows } = await pool.query<{ data: unknown }>('SELECT data FROM playbook WHERE slug = $1 AND version = $2', [slug, version]);
  if (!rows[0]) throw new Error(`there is no version ${version} of playbook "${slug}"`);
  return ZPlaybook.parse(rows[0].data);
}
