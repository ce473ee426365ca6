import { can, type Actor } from '#domain/identity/can';
import type { Action, Relation } from '#domain/identity/matrix';
import { ForbiddenError, NotFoundError } from '#domain/errors';

/** How the reader stands to a row, as the queries answer it. */
export interface Standing {
  own: boolean;
  participant: boolean;
  team: boolean;
  run: boolean;
}

/** SQL: does person `$n` take part in the run of `runId`: a task or a meeting there is or was theirs, or they started it? */
export const takesPart = (runId: string, n: number): string => `(
  EXISTS (SELECT 1 FROM task mine WHERE mine.run_id = ${runId} AND $${n}::uuid = ANY (mine.people))
  OR EXISTS (SELECT 1 FROM meeting met WHERE met.run_id = ${runId} AND (met.organizer = $${n}::uuid OR $${n}::uuid = ANY (met.attendees)))
  OR EXISTS (SELECT 1 FROM run begun WHERE begun.id = ${runId} AND (begun.manager_id = $${n}::uuid OR begun.started_by = $${n}::text)))`;

/** SQL: does person `$n` lead a team whose member has or had a task in the run of `runId`? */
export const leadsThere = (runId: string, n: number): string => `EXISTS (
  SELECT 1 FROM team JOIN team_member m ON m.team_id = team.id JOIN task led ON led.run_id = ${runId} AND (led.assignee = m.person_id OR m.person_id = ANY (led.candidates))
  WHERE team.lead_id = $${n}::uuid)`;

/** The relations of a standing, for the permission matrix. */
export function relationsOf(standing: Standing): Relation[] {
  return (['own', 'participant', 'team', 'run'] as const).filter((relation) => standing[relation]);
}

/** Passes when `actor` may do `action`; what they may not even read does not exist for them. @throws NotFoundError, ForbiddenError */
export function assertMay(actor: Actor, action: Action, read: Action, what: string, standing: Standing): void {
  const relations = relationsOf(standing);
  if (!can(actor, read, relations)) throw new NotFoundError(what);
  if (!can(actor, action, relations)) throw new ForbiddenError('no-permission');
}

/** True when the run takes this actor for one who stands above the work: manages the run, is an admin, or leads its people and may do this as their lead. Rules on own work still hold. */
export const actsAsManager = (actor: Actor, action: Action, standing: Standing): boolean => standing.run || actor.role === 'admin' || (standing.team && can(actor, action, ['team']));
