import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { ZCommandView, type CommandView } from '#contracts/api/command';
import { NotFoundError } from '#domain/errors';
import { CurrentActor, type Actor } from '../common/actor.ts';
import { Requires } from '../common/requires.ts';
import { idParam } from '../common/validation.pipe.ts';
import { assertMay } from '../runs/access.ts';
import { RunQueries } from '../runs/run-queries.ts';
import { CommandStore } from './command-store.ts';

@Controller('commands')
export class CommandsController {
  constructor(
    private readonly store: CommandStore,
    private readonly runs: RunQueries,
  ) {}

  @Get(':id')
  @Requires('command.read')
  @ApiOperation({ summary: 'What became of a command' })
  @ApiOkResponse({ standardSchema: ZCommandView })
  async get(@CurrentActor() actor: Actor, @Param('id', { schema: idParam }) id: string): Promise<CommandView> {
    const row = await this.store.find(id);
    if (!row) throw new NotFoundError('command');
    const run = await this.runs.find(row.runId, actor.id);
    assertMay(actor, 'command.read', 'command.read', 'command', { own: row.command.actor === actor.id, participant: false, team: false, run: run?.run ?? false });
    const { state, receivedAt, settledAt, answer, refusal, runId } = row;
    return { id, runId, name: row.command.name, state, receivedAt, settledAt, answer, refusal };
  }
}
