import type { DataSource } from 'typeorm';
import { MAX_BULK_RUNS, type BulkVerb, type JobStart } from '#contracts/api/job';
import type { CommandName } from '#contracts/commands';
import { InvalidError } from '#domain/errors';
import { can, type Actor } from '#domain/identity/can';
import type { Action, Relation } from '#domain/identity/matrix';

const ACTIONS: Record<BulkVerb, Action> = {
  pauseRun: 'run.pause', resumeRun: 'run.resume', cancelRun: 'run.cancel', skipStep: 'run.skip', pauseStep: 'run.pause', resumeStep: 'run.resume',
  repeatStep: 'run.repeat', shiftDates: 'run.shift', reassignPerson: 'run.reassign',
};
const actionOf = ({ kind, name }: JobStart): Action => (kind === 'playbook-move' ? 'run.move' : ACTIONS[name!]);

/** Live runs that fit; unless `everybody`, those that the actor manages. */
const SELECT = `
  SELECT id FROM run WHERE closed_at IS NULL AND ($1::boolean OR manager_id = $2::uuid) AND ($3::text IS NULL OR playbook_slug = $3) AND ($4::integer IS NULL OR playbook_version = $4)
    AND ($5::integer IS NULL OR playbook_version < $5)
    AND ($6::uuid IS NULL OR EXISTS (SELECT 1 FROM inbox WHERE inbox.run_id = run.id AND inbox.person_id = $6)) ORDER BY id LIMIT $7`;

/** The runs that a job is about, as things stand. @throws InvalidError naming every run that is not there or not the actor's to steer, or when nothing fits or too much */
export async function selectRuns(db: DataSource, actor: Actor, body: JobStart): Promise<string[]> {
  if (body.runIds) return assertMay(db, actor, actionOf(body), body.runIds);
  const move = body.kind === 'playbook-move';
  const person = body.name === 'reassignPerson' ? (body.args?.from ?? null) : null;
  const values = [can(actor, actionOf(body)), actor.id, move ? body.playbook : (body.filter?.playbook ?? null), move ? null : (body.filter?.version ?? null), move ? body.to : null, person, MAX_BULK_RUNS + 1];
  const rows = await db.query<Array<{ id: string }>>(SELECT, values);
  if (rows.length === 0) throw new InvalidError([{ path: move ? 'playbook' : 'filter', message: { en: 'fits no live run that you may steer', 'zh-CN': '没有您可操作的进行中流程' } }]);
  if (rows.length > MAX_BULK_RUNS) throw new InvalidError([{ path: move ? 'playbook' : 'filter', message: { en: `fits more than ${MAX_BULK_RUNS} runs`, 'zh-CN': `超过 ${MAX_BULK_RUNS} 个流程` } }]);
  return rows.map(({ id }) => id);
}

async function assertMay(db: DataSource, actor: Actor, action: Action, runIds: readonly string[]): Promise<string[]> {
  const rows = await db.query<Array<{ id: string; manager_id: string }>>('SELECT id, manager_id FROM run WHERE id = ANY ($1::uuid[])', [runIds]);
  const managers = new Map(rows.map((row) => [row.id, row.manager_id]));
  const bad = runIds.flatMap((id, index) => {
    const manager = managers.get(id.toLowerCase());
    const relations: Relation[] = manager === actor.id ? ['run'] : [];
    if (manager !== undefined && can(actor, action, relations)) return [];
    return [{ path: `runIds.${index}`, message: { en: 'is no run that you may steer', 'zh-CN': '不是您可以操作的流程' } }];
  });
  if (bad.length > 0) throw new InvalidError(bad);
  return runIds.map((id) => id.toLowerCase());
}

/** Command and arguments of a bulk verb, without its reason. */
export function bulkCommand({ name, args }: JobStart): { name: CommandName & BulkVerb; args: object } {
  const verb = name!;
  if (verb === 'shiftDates') return { name: verb, args: { duration: args!.duration, direction: args!.direction ?? 'later', taskIds: null, meetingIds: null } };
  if (verb === 'reassignPerson') return { name: verb, args: { from: args!.from!.toLowerCase(), to: args!.to!.toLowerCase() } };
  return { name: verb, args: verb === 'repeatStep' ? { step: args?.step ?? null } : {} };
}
