import { Body, Controller, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { DataSource } from 'typeorm';
import { personItem, type PersonItem } from '#contracts/api/auth';
import { noBody } from '#contracts/api/notice';
import { pageOf, pageQuery, type Page, type PageQuery } from '#contracts/api/paging';
import { account, accountQuery, duties, newPerson, newRole, personChange, roleEnd, roleItem, type Account, type AccountQuery, type Duties, type NewPersonBody, type NewRoleBody, type PersonChangeBody, type RoleEnd, type RoleItem } from '#contracts/api/person';
import { endedAnswer, type EndedAnswer } from '#contracts/api/session';
import { readDuties } from '#persistence/repositories/duties';
import { listPeople } from '#persistence/repositories/people';
import { CurrentActor, type Actor } from '../common/actor.ts';
import { Idempotent, IdempotencyOf, type Idempotency } from '../common/idempotency.ts';
import { decodeCursor, pageFrom } from '../common/paging.ts';
import { Requires } from '../common/requires.ts';
import { DATA_SOURCE, NOW, type Now } from '../common/tokens.ts';
import { idParam } from '../common/validation.pipe.ts';
import { AccountsService } from './accounts.service.ts';

@Controller('people')
export class PeopleController {
  constructor(
    private readonly accounts: AccountsService,
    @Inject(DATA_SOURCE) private readonly db: DataSource,
    @Inject(NOW) private readonly now: Now,
  ) {}

  @Get()
  @Requires('people.list')
  @ApiOperation({ summary: 'People by name, for pickers: name, operating roles, teams' })
  @ApiOkResponse({ standardSchema: pageOf(personItem) })
  async list(@Query({ schema: pageQuery }) { limit, after }: PageQuery): Promise<Page<PersonItem>> {
    const rows = await listPeople(this.db, { now: this.now(), limit: limit + 1, after: decodeCursor(after, ['text', 'uuid']) });
    return pageFrom(rows, limit, (row) => row, (row) => [row.name, row.id]);
  }

  @Get('accounts')
  @Requires('people.accounts')
  @ApiOperation({ summary: 'Accounts by name, disabled ones too: address, platform role, operating roles with their dates; by text, role, team or state' })
  @ApiOkResponse({ standardSchema: pageOf(account) })
  listAccounts(@Query({ schema: accountQuery }) query: AccountQuery): Promise<Page<Account>> {
    return this.accounts.list(query);
  }

  @Get(':id')
  @Requires('people.accounts')
  @ApiOperation({ summary: 'One account' })
  @ApiOkResponse({ standardSchema: account })
  get(@Param('id', { schema: idParam }) id: string): Promise<Account> {
    return this.accounts.get(id);
  }

  @Get(':id/duties')
  @Requires('people.accounts')
  @ApiOperation({ summary: 'What hangs on somebody: open tasks, runs they manage, roles nobody else holds, teams they lead, whose deputy they are' })
  @ApiOkResponse({ standardSchema: duties })
  async duties(@Param('id', { schema: idParam }) id: string): Promise<Duties> {
    await this.accounts.get(id);
    return readDuties(this.db, id, this.now());
  }

  @Post()
  @Requires('people.manage')
  @Idempotent()
  @ApiOperation({ summary: 'Add an account; a mail brings its link to choose a password' })
  @ApiCreatedResponse({ standardSchema: account })
  add(@Body({ schema: newPerson }) body: NewPersonBody, @CurrentActor() actor: Actor, @IdempotencyOf() idempotency: Idempotency): Promise<Account> {
    return this.accounts.add(actor, body, idempotency);
  }

  @Patch(':id')
  @Requires('people.manage')
  @ApiOperation({ summary: 'Change an account: name, language, platform role, disabled. A disabled person’s sessions and tokens end at once' })
  @ApiOkResponse({ standardSchema: account })
  change(@Param('id', { schema: idParam }) id: string, @Body({ schema: personChange }) body: PersonChangeBody, @CurrentActor() actor: Actor): Promise<Account> {
    return this.accounts.change(actor, id, body);
  }

  @Post(':id/sign-out')
  @Requires('people.manage')
  @Idempotent()
  @HttpCode(200)
  @ApiOperation({ summary: 'End all sessions and log-in tokens of somebody' })
  @ApiOkResponse({ standardSchema: endedAnswer })
  async signOut(@Param('id', { schema: idParam }) id: string, @Body({ schema: noBody }) _body: object, @CurrentActor() actor: Actor): Promise<EndedAnswer> {
    return { ended: await this.accounts.signOut(actor, id) };
  }

  @Get(':id/roles')
  @Requires('people.accounts')
  @ApiOperation({ summary: 'Operating roles of somebody, past and future ones too' })
  @ApiOkResponse({ standardSchema: pageOf(roleItem) })
  async roles(@Param('id', { schema: idParam }) id: string): Promise<Page<RoleItem>> {
    return { items: await this.accounts.roles(id), next: null };
  }

  @Post(':id/roles')
  @Requires('people.manage')
  @Idempotent()
  @ApiOperation({ summary: 'Give an operating role, from a moment until another' })
  @ApiCreatedResponse({ standardSchema: roleItem })
  addRole(@Param('id', { schema: idParam }) id: string, @Body({ schema: newRole }) body: NewRoleBody, @CurrentActor() actor: Actor, @IdempotencyOf() idempotency: Idempotency): Promise<RoleItem> {
    return this.accounts.addRole(actor, id, body, idempotency);
  }

  /** Ending twice is ending at the earlier moment, whatever the key. */
  @Post(':id/roles/:roleId/end')
  @Requires('people.manage')
  @Idempotent()
  @HttpCode(200)
  @ApiOperation({ summary: 'End an operating role, now or at a moment; what was is kept' })
  @ApiOkResponse({ standardSchema: roleItem })
  endRole(@Param('id', { schema: idParam }) id: string, @Param('roleId', { schema: idParam }) roleId: string, @Body({ schema: roleEnd }) { untilAt }: RoleEnd, @CurrentActor() actor: Actor): Promise<RoleItem> {
    return this.accounts.endRole(actor, id, roleId, untilAt);
  }
}
