import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import type { AbsenceChange, AbsenceNew, AbsenceQuery, AbsenceResource } from '#contracts/api/absence';
import type { Page } from '#contracts/api/paging';
import { judgeAbsence, stateOf } from '#domain/absence/change';
import { ConflictError, InvalidError, NotFoundError, StaleError } from '#domain/errors';
import { can, unconditional, type Actor } from '#domain/identity/can';
import type { Action, Relation } from '#domain/identity/matrix';
import { poolOf } from '#persistence/data-source';
import { findAbsence, insertAbsence, leads, listAbsences, lockAbsences, overlapping, updateAbsence, type AbsenceRow } from '#persistence/repositories/absences';
import { claimIdempotencyKey, findIdempotencyKey } from '#persistence/repositories/idempotency';
import { recordActivity } from '../commands/told-beside.ts';
import { demand } from '../common/actor.ts';
import type { Idempotency } from '../common/idempotency.ts';
import { decodeCursor, pageFrom } from '../common/paging.ts';
import { DATA_SOURCE, LOGGER, NOW, type Log, type Now } from '../common/tokens.ts';
import { JobsService } from '../jobs/jobs.service.ts';
import { assertPeople } from '../runs/people.ts';
import { absenceViews } from './absence-views.ts';
import { zoneOf, instantOf } from './moments.ts';
import { tellAbsence } from './tell-absence.ts';

/** Absences: plain rows, each with a coordinator that brings open work over at its beginning and back at its end (architecture.md, "Across runs"). */
@Injectable()
export class AbsencesService {
  constructor(
    private readonly jobs: JobsService,
    @Inject(DATA_SOURCE) private readonly db: DataSource,
    @Inject(NOW) private readonly now: Now,
    @Inject(LOGGER) private readonly log: Log,
  ) {}

  async list(actor: Actor, { personId, current, after, limit }: AbsenceQuery): Promise<Page<AbsenceResource>> {
    const filter = { personId: personId ?? null, currentAt: current ? this.now() : null, reader: unconditional(actor, 'absence.read') ? null : actor.id };
    const rows = await listAbsences(this.db, filter, { after: decodeCursor(after, ['number', 'uuid']), limit: limit + 1 });
    const { items, next } = pageFrom(rows, limit, (row) => row, (row) => [row.from, row.id]);
    return { items: await absenceViews(poolOf(this.db), items, this.now()), next };
  }

  /** @throws NotFoundError also for one that the actor may not see */
  async get(actor: Actor, id: string): Promise<AbsenceResource> {
    const row = await findAbsence(this.db, id);
    if (!row || !can(actor, 'absence.read', await this.relations(actor, row.personId))) throw new NotFoundError('absence');
    return this.view(row);
  }

  /** Sets an absence and starts its coordinator. @throws InvalidError, ForbiddenError, ConflictError when the person is away at that time already */
  async create(actor: Actor, body: AbsenceNew, idempotency: Idempotency): Promise<AbsenceResource> {
    const earlier = await findIdempotencyKey(this.db, { ...idempotency, actor: actor.id });
    if (earlier) return this.get(actor, earlier);
    const row = await this.rowOf(actor, body);
    const stored = await this.db.transaction(async (tx) => {
      const claim = await claimIdempotencyKey(tx, { ...idempotency, actor: actor.id, target: row.id, now: row.createdAt });
      if (!claim.fresh) return (await findAbsence(tx, claim.target))!;
      await this.assertFree(tx, row, null);
      await this.jobs.note(tx, { id: row.jobId, kind: 'absence', params: { absenceId: row.id }, requestedBy: actor.id });
      await insertAbsence(tx, row);
      await this.record(tx, actor, 'absence-set', row, row.createdAt);
      return row;
    });
    if (stored.id === row.id) await this.jobs.drive({ id: row.jobId, startsAt: null });
    return this.view(stored);
  }

  /** The absence that `create` would set; nothing is written. @throws as `create` would */
  async judged(actor: Actor, body: AbsenceNew): Promise<AbsenceRow> {
    const row = await this.rowOf(actor, body);
    await this.db.transaction((tx) => this.assertFree(tx, row, null));
    return row;
  }

  private async rowOf(actor: Actor, body: AbsenceNew): Promise<AbsenceRow> {
    const personId = (body.personId ?? actor.id).toLowerCase();
    demand(actor, 'absence.create', await this.relations(actor, personId));
    await this.assertKnown({ personId, deputyId: body.deputyId ?? null });
    const [createdAt, zone] = [this.now(), await zoneOf(this.db, personId)];
    return {
      id: randomUUID(), personId, from: instantOf(body.from, zone, 'first'), until: instantOf(body.until, zone, 'last'), deputyId: body.deputyId?.toLowerCase() ?? null,
      reason: body.reason ?? null, version: 1, jobId: randomUUID(), createdBy: actor.id, createdAt, cancelledAt: null,
    };
  }

  /** Extends, shortens, moves (before it begins) or gives it another deputy; its coordinator acts on it at once. */
  change(actor: Actor, id: string, body: AbsenceChange, idempotency: Idempotency): Promise<AbsenceResource> {
    return this.write(actor, id, 'absence.change', body.version, idempotency, async (tx, row, now) => {
      const zone = await zoneOf(tx, row.personId);
      await this.assertKnown({ personId: row.personId, deputyId: body.deputyId ?? null });
      const next: AbsenceRow = {
        ...row, version: row.version + 1,
        from: body.from === undefined ? row.from : instantOf(body.from, zone, 'first'), until: body.until === undefined ? row.until : instantOf(body.until, zone, 'last'),
        deputyId: body.deputyId === undefined ? row.deputyId : (body.deputyId?.toLowerCase() ?? null), reason: body.reason === undefined ? row.reason : body.reason,
      };
      await this.assertFree(tx, next, row);
      await this.record(tx, actor, 'absence-changed', next, now);
      return next;
    });
  }

  /** The person is there after all: what is still open goes back at once. */
  cancel(actor: Actor, id: string, version: number | undefined, idempotency: Idempotency): Promise<AbsenceResource> {
    return this.write(actor, id, 'absence.cancel', version, idempotency, async (tx, row, now) => {
      const next = { ...row, version: row.version + 1, cancelledAt: now };
      await this.record(tx, actor, 'absence-cancelled', next, now);
      return next;
    });
  }

  private async write(actor: Actor, id: string, action: Action, version: number | undefined, idempotency: Idempotency, apply: (tx: EntityManager, row: AbsenceRow, now: number) => Promise<AbsenceRow>): Promise<AbsenceResource> {
    const { personId } = await this.get(actor, id);
    demand(actor, action, await this.relations(actor, personId));
    const now = this.now();
    const written = await this.db.transaction(async (tx) => {
      await lockAbsences(tx, personId);
      const row = (await findAbsence(tx, id, true))!;
      const claim = await claimIdempotencyKey(tx, { ...idempotency, actor: actor.id, target: id, now });
      if (!claim.fresh) return row;
      const state = stateOf(row, now);
      if (state === 'over' || state === 'cancelled') throw new ConflictError('absence-over', { state, version: row.version });
      if (version !== undefined && version !== row.version) throw new StaleError({ version: row.version });
      const next = await apply(tx, row, now);
      await updateAbsence(tx, next);
      return next;
    });
    // A Temporal that is away delays this and nothing else: the coordinator looks again by itself.
    await this.jobs.look(written.jobId).catch((err: unknown) => this.log.warn({ err, absenceId: id }, 'the coordinator of an absence could not be told'));
    return this.view(written);
  }

  private async assertFree(tx: EntityManager, next: AbsenceRow, before: AbsenceRow | null): Promise<void> {
    const issues = judgeAbsence(next, before, this.now());
    if (issues.length > 0) throw new InvalidError(issues);
    await lockAbsences(tx, next.personId);
    const other = await overlapping(tx, next);
    if (other) throw new ConflictError('absence-overlaps', { at: other.from });
  }

  private async record(tx: EntityManager, actor: Actor, verb: string, { id, personId, from, until, deputyId, reason }: AbsenceRow, at: number): Promise<void> {
    await recordActivity(tx, { runId: null, taskId: null, actor: actor.id, verb, data: { absenceId: id, personId, from, until, deputyId, reason }, at });
    if (verb !== 'absence-cancelled') await tellAbsence(tx, { personId, deputyId, from, until, reason, by: actor.id, at });
  }

  private async assertKnown({ personId, deputyId }: { personId: string; deputyId: string | null }): Promise<void> {
    await assertPeople(poolOf(this.db), [{ path: 'personId', id: personId }, ...(deputyId === null ? [] : [{ path: 'deputyId', id: deputyId.toLowerCase() }])]);
  }

  async relations(actor: Actor, personId: string): Promise<Relation[]> {
    return [...(actor.id === personId ? (['own'] as const) : []), ...((await leads(this.db, actor.id, personId)) ? (['team'] as const) : [])];
  }

  private async view(row: AbsenceRow): Promise<AbsenceResource> {
    return (await absenceViews(poolOf(this.db), [row], this.now()))[0]!;
  }
}
