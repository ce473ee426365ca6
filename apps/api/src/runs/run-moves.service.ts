import { Injectable } from '@nestjs/common';
import type { RunMove } from '#contracts/api/run';
import type { CommandArgs } from '#contracts/commands';
import type { Run } from '#contracts/run';
import type { Json } from '#contracts/text';
import { InvalidError } from '#domain/errors';
import { carriedOver } from '#domain/playbook/overrides';
import type { Sent } from '../commands/command-gateway.ts';
import type { VerbRequest } from '../commands/command-sender.ts';
import { PlaybookSource } from '../playbooks/playbook-source.ts';
import { compiledFor } from './compiled.ts';
import { checkedSettings } from './run-input.ts';
import { RunsService } from './runs.service.ts';

/** Moves live runs to another version of their playbook. What has no place there only the run knows: it refuses by name. */
@Injectable()
export class RunMoves {
  constructor(
    private readonly runs: RunsService,
    private readonly playbooks: PlaybookSource,
  ) {}

  move(request: VerbRequest, body: RunMove): Promise<Sent> {
    return this.runs.send('moveRun', 'run.move', request, (run) => this.argsFor(run, body));
  }

  /** The version compiled with the run's own settings and those given. @throws InvalidError for a version that is not there or not published, or a setting it does not take */
  async argsFor({ playbook: { slug, version }, settings, title, startedBy, input }: Pick<Run, 'playbook' | 'settings' | 'title' | 'startedBy' | 'input'>, { to, settings: given, steps, reason }: RunMove): Promise<CommandArgs['moveRun']> {
    const [found, from] = await Promise.all([this.playbooks.find(slug, to), this.playbooks.pinned(slug, version)]);
    if (found?.status !== 'published') throw new InvalidError([{ path: 'to', message: { en: 'is no published version', 'zh-CN': '不是已发布的版本' } }]);
    const { playbook } = found;
    const own = checkedSettings(playbook, given ?? {}, 'settings');
    return { definition: compiledFor(playbook, carriedOver(from, playbook, settings as Record<string, Json>, own), 'settings', { title, startedBy, input: input as Record<string, Json> }), steps: steps ?? {}, reason };
  }
}
