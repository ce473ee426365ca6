import { Body, Controller, Get, Inject, Param, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import { ZDeputy, ZDeputyPage, ZDeputySet, type DeputyResource } from '#contracts/api/absence';
import { pageQuery, type Page, type PageQuery } from '#contracts/api/paging';
import { InvalidError, NotFoundError } from '#domain/errors';
import { can, unconditional } from '#domain/identity/can';
import { poolOf } from '#persistence/data-source';
import { defaultDeputy, listDefaultDeputies, setDefaultDeputy } from '#persistence/repositories/absences';
import { recordActivity } from '../commands/told-beside.ts';
import { CurrentActor, demand, type Actor } from '../common/actor.ts';
import { Idempotent } from '../common/idempotency.ts';
import { decodeCursor, pageFrom } from '../common/paging.ts';
import { Requires } from '../common/requires.ts';
import { DATA_SOURCE, NOW, type Now } from '../common/tokens.ts';
import { idParam } from '../common/validation.pipe.ts';
import { assertPeople } from '../runs/people.ts';
import { AbsencesService } from './absences.service.ts';

/** Who stands in for a person whenever an absence names nobody. */
@Controller('deputies')
export class DeputiesController {
  constructor(
    private readonly absences: AbsencesService,
    @Inject(DATA_SOURCE) private readonly db: DataSource,
    @Inject(NOW) private readonly now: Now,
  ) {}

  @Get()
  @Requires('deputy.list')
  @ApiOperation({ summary: 'Default deputies: your own and of whom you lead; managers see everybody’s' })
  @ApiOkResponse({ standardSchema: ZDeputyPage })
  async list(@CurrentActor() actor: Actor, @Query({ schema: pageQuery }) { after, limit }: PageQuery): Promise<Page<DeputyResource>> {
    const [person] = decodeCursor(after, ['uuid']) ?? [null];
    const rows = await listDefaultDeputies(this.db, unconditional(actor, 'deputy.read') ? null : actor.id, { after: person, limit: limit + 1 });
    return pageFrom(rows, limit, (row) => row, (row) => [row.personId]);
  }

  @Get(':id')
  @Requires('deputy.read')
  @ApiOperation({ summary: 'The default deputy of a person' })
  @ApiOkResponse({ standardSchema: ZDeputy })
  async get(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) personId: string): Promise<DeputyResource> {
    if (!can(actor, 'deputy.read', await this.absences.relations(actor, personId))) throw new NotFoundError('person');
    return { personId, deputyId: await defaultDeputy(this.db, personId) };
  }

  /** Doing it twice is doing it once, whatever the key. */
  @Put(':id')
  @Requires('deputy.set')
  @Idempotent()
  @ApiOperation({ summary: 'Set or take away the default deputy of yourself, of whom you lead, or, for administrators, of anybody' })
  @ApiOkResponse({ standardSchema: ZDeputy })
  async set(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) personId: string, @Body({ schema: ZDeputySet }) body: z.infer<typeof ZDeputySet>): Promise<DeputyResource> {
    demand(actor, 'deputy.set', await this.absences.relations(actor, personId));
    const deputyId = body.deputyId?.toLowerCase() ?? null;
    if (deputyId === personId) throw new InvalidError([{ path: 'deputyId', message: { en: 'is the person themselves', 'zh-CN': '不能是本人' } }]);
    await assertPeople(poolOf(this.db), [{ path: 'id', id: personId }, ...(deputyId === null ? [] : [{ path: 'deputyId', id: deputyId }])]);
    const at = this.now();
    await this.db.transaction(async (tx) => {
      if ((await defaultDeputy(tx, personId)) === deputyId) return;
      await setDefaultDeputy(tx, { personId, deputyId, by: actor.id, at });
      await recordActivity(tx, { runId: null, taskId: null, actor: actor.id, verb: 'deputy-set', data: { personId, deputyId }, at });
    });
    return { personId, deputyId };
  }
}
