import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import type { Page, PageQuery } from '#contracts/api/paging';
import type { NewTeamBody, Team, TeamChange } from '#contracts/api/team';
import { teamCalendar } from '#contracts/calendar';
import type { Json } from '#contracts/text';
import { ConflictError, InvalidError, NotFoundError } from '#domain/errors';
import { lockPerson } from '#persistence/repositories/accounts';
import { recordActivity } from '#persistence/repositories/activity';
import { hasCalendar } from '#persistence/repositories/calendars';
import { deleteMember, findTeam, insertMember, insertTeam, listTeams, updateTeam } from '#persistence/repositories/teams';
import type { Actor } from '../common/actor.ts';
import type { Idempotency } from '../common/idempotency.ts';
import { makeOnce } from '../common/make-once.ts';
import { decodeCursor, pageFrom } from '../common/paging.ts';
import { ruleInBoth } from '../common/problem/messages.ts';
import { DATA_SOURCE, NOW, type Now } from '../common/tokens.ts';
import { JobsService } from '../jobs/jobs.service.ts';

/** Teams and who is in them; a lead hears of breaches and may move the team's work. */
@Injectable()
export class TeamsService {
  constructor(
    @Inject(DATA_SOURCE) private readonly db: DataSource,
    @Inject(NOW) private readonly now: Now,
    private readonly jobs: JobsService,
  ) {}

  async list({ limit, after }: PageQuery): Promise<Page<Team>> {
    const [key] = decodeCursor(after, ['text']) ?? [];
    return pageFrom(await listTeams(this.db, { limit: limit + 1, after: key }), limit, (row) => row, (row) => [row.key]);
  }

  /** @throws ConflictError `team-key-taken`; InvalidError for a lead who is nobody or has left */
  make(actor: Actor, body: NewTeamBody, idempotency: Idempotency): Promise<Team> {
    const id = randomUUID();
    return makeOnce(this.db, { actor: actor.id, idempotency, target: id, now: this.now() }, async (tx) => {
      await this.assertPresent(tx, body.leadId, 'leadId');
      if (!(await insertTeam(tx, { id, ...body }))) throw new ConflictError('team-key-taken');
      await this.record(tx, actor, 'team-created', id, { key: body.key, lead: body.leadId });
      return this.get(tx, id);
    }, (tx, earlier) => this.get(tx, earlier));
  }

  change(actor: Actor, id: string, body: TeamChange): Promise<Team> {
    return this.db.transaction(async (tx) => {
      const before = await this.get(tx, id);
      await this.assertPresent(tx, body.leadId ?? null, 'leadId');
      await updateTeam(tx, id, body);
      const lead: Record<string, Json> = body.leadId === undefined ? {} : { leadFrom: before.leadId, leadTo: body.leadId };
      await this.record(tx, actor, 'team-changed', id, { fields: Object.keys(body), ...lead });
      return this.get(tx, id);
    });
  }

  addMember(actor: Actor, id: string, personId: string): Promise<Team> {
    return this.changeMember(actor, id, personId, 'team-member-added', insertMember);
  }

  removeMember(actor: Actor, id: string, personId: string): Promise<Team> {
    return this.changeMember(actor, id, personId, 'team-member-removed', deleteMember);
  }

  /** What the person has open counts by the calendar they have from now on, where the team has one. */
  private async changeMember(actor: Actor, id: string, personId: string, verb: string, change: typeof insertMember): Promise<Team> {
    const { team, job } = await this.db.transaction(async (tx) => {
      const before = await this.get(tx, id);
      if (!(await lockPerson(tx, personId))) throw new NotFoundError('person');
      if (!(await change(tx, id, personId))) return { team: before, job: null };
      await this.record(tx, actor, verb, id, { person: personId });
      const counts = await hasCalendar(tx, teamCalendar(before.key));
      const noted = counts ? await this.jobs.note(tx, { kind: 'calendar', params: { person: personId, reason: before.name }, requestedBy: actor.id }) : null;
      return { team: await this.get(tx, id), job: noted };
    });
    if (job) await this.jobs.drive(job);
    return team;
  }

  private async get(tx: EntityManager, id: string): Promise<Team> {
    const found = await findTeam(tx, id);
    if (!found) throw new NotFoundError('team');
    return found;
  }

  private async assertPresent(tx: EntityManager, personId: string | null, path: string): Promise<void> {
    if (personId === null) return;
    const person = await lockPerson(tx, personId);
    if (!person || person.disabled_at !== null) throw new InvalidError([{ path, message: ruleInBoth('unknown-person') }], { rule: 'unknown-person' });
  }

  private record(tx: EntityManager, actor: Actor, verb: string, team: string, data: Record<string, Json>): Promise<void> {
    return recordActivity(tx, { actor: actor.id, verb, data: { team, ...data }, at: this.now() });
  }
}
