import { Body, Controller, Delete, Get, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { pageOf, pageQuery, type Page, type PageQuery } from '#contracts/api/paging';
import { newTeam, team, teamChange, type NewTeamBody, type Team, type TeamChange } from '#contracts/api/team';
import { CurrentActor, type Actor } from '../common/actor.ts';
import { Idempotent, IdempotencyOf, type Idempotency } from '../common/idempotency.ts';
import { Requires } from '../common/requires.ts';
import { idParam } from '../common/validation.pipe.ts';
import { TeamsService } from './teams.service.ts';

@Controller('teams')
export class TeamsController {
  constructor(private readonly teams: TeamsService) {}

  @Get()
  @Requires('team.list')
  @ApiOperation({ summary: 'Teams by key, with their members' })
  @ApiOkResponse({ standardSchema: pageOf(team) })
  list(@Query({ schema: pageQuery }) query: PageQuery): Promise<Page<Team>> {
    return this.teams.list(query);
  }

  @Post()
  @Requires('team.manage')
  @Idempotent()
  @ApiOperation({ summary: 'Make a team' })
  @ApiCreatedResponse({ standardSchema: team })
  make(@Body({ schema: newTeam }) body: NewTeamBody, @CurrentActor() actor: Actor, @IdempotencyOf() idempotency: Idempotency): Promise<Team> {
    return this.teams.make(actor, body, idempotency);
  }

  @Patch(':id')
  @Requires('team.manage')
  @ApiOperation({ summary: 'Rename a team, or give it another lead' })
  @ApiOkResponse({ standardSchema: team })
  change(@Param('id', { schema: idParam }) id: string, @Body({ schema: teamChange }) body: TeamChange, @CurrentActor() actor: Actor): Promise<Team> {
    return this.teams.change(actor, id, body);
  }

  /** Being in or out is a state: doing it twice is doing it once, whatever the key. */
  @Put(':id/members/:personId')
  @Requires('team.manage')
  @Idempotent()
  @ApiOperation({ summary: 'Put somebody into a team' })
  @ApiOkResponse({ standardSchema: team })
  addMember(@Param('id', { schema: idParam }) id: string, @Param('personId', { schema: idParam }) personId: string, @CurrentActor() actor: Actor): Promise<Team> {
    return this.teams.addMember(actor, id, personId);
  }

  @Delete(':id/members/:personId')
  @Requires('team.manage')
  @Idempotent()
  @ApiOperation({ summary: 'Take somebody out of a team' })
  @ApiOkResponse({ standardSchema: team })
  removeMember(@Param('id', { schema: idParam }) id: string, @Param('personId', { schema: idParam }) personId: string, @CurrentActor() actor: Actor): Promise<Team> {
    return this.teams.removeMember(actor, id, personId);
  }
}
