import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { ORG_CALENDAR, ownerOf } from '#contracts/calendar';
import { ForbiddenError, NotFoundError } from '#domain/errors';
import { can, type Actor } from '#domain/identity/can';
import type { Action, Relation } from '#domain/identity/matrix';
import { DATA_SOURCE } from '../common/tokens.ts';

interface Standing {
  known: boolean;
  own: boolean;
  team: boolean;
  participant: boolean;
}
const TEAM = `SELECT true AS known, false AS own, coalesce(bool_or(lead_id = $2::uuid), false) AS team, true AS participant FROM team WHERE key = $1 HAVING count(*) > 0`;
const PERSON = `
  SELECT true AS known, person.id = $2::uuid AS own,
    EXISTS (SELECT 1 FROM team JOIN team_member m ON m.team_id = team.id WHERE m.person_id = person.id AND team.lead_id = $2::uuid) AS team,
    EXISTS (SELECT 1 FROM team_member mine JOIN team_member theirs ON theirs.team_id = mine.team_id WHERE mine.person_id = $2::uuid AND theirs.person_id = person.id) AS participant
  FROM person WHERE person.id = $1::uuid`;
const NAMED = `SELECT EXISTS (SELECT 1 FROM calendar WHERE id = $1) AS known, false AS own, false AS team, true AS participant, $2::text AS reader`;

/** Says who may read and change which calendar: a team's is its lead's to change, a person's their own and their lead's. */
@Injectable()
export class CalendarAccess {
  constructor(@Inject(DATA_SOURCE) private readonly db: DataSource) {}

  /** The calendar's id as the table writes it, when `actor` may do `action` to it. @throws NotFoundError (also for what they may not see), ForbiddenError */
  async find(actor: Actor, address: string, action: Action): Promise<string> {
    const named = address.replace(':', '/');
    const id = named.startsWith('person/') ? named.toLowerCase() : named;
    const standing = await this.standing(actor, id);
    const relations = (['own', 'team', 'participant'] as const satisfies readonly Relation[]).filter((relation) => standing?.[relation]);
    if (!standing?.known || !can(actor, 'calendar.read', relations)) throw new NotFoundError('calendar');
    if (!can(actor, action, relations)) throw new ForbiddenError('no-permission');
    return id;
  }

  private async standing(actor: Actor, id: string): Promise<Standing | undefined> {
    const owner = ownerOf(id);
    const text = owner?.kind === 'team' ? TEAM : owner?.kind === 'person' ? PERSON : NAMED;
    const known = id === ORG_CALENDAR ? { known: true, own: false, team: false, participant: true } : undefined;
    if (known) return known;
    if (owner?.kind === 'person' && !UUID.test(owner.id)) return undefined;
    return (await this.db.query<Standing[]>(text, [owner?.id ?? id, actor.id]))[0];
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
