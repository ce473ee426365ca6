import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { Page } from '#contracts/api/paging';
import type { RunListed, RunQuery, RunResource, RunVerb, SeverityChange, ZRunEvent } from '#contracts/api/run';
import type { CommandArgs, CommandName } from '#contracts/commands';
import { ConflictError, NotFoundError } from '#domain/errors';
import { can, unconditional, type Actor } from '#domain/identity/can';
import type { Action } from '#domain/identity/matrix';
import { standingOf } from '#domain/run/standing';
import { searchQuery } from '#domain/search/query';
import { AuditedReads } from '../audit/audited-reads.ts';
import type { Sent } from '../commands/command-gateway.ts';
import { CommandSender, type VerbRequest } from '../commands/command-sender.ts';
import { decodeCursor, pageFrom } from '../common/paging.ts';
import { NOW, type Now } from '../common/tokens.ts';
import { PlaybookSource } from '../playbooks/playbook-source.ts';
import { actsAsManager, assertMay } from './access.ts';
import { RunQueries, type RunFound } from './run-queries.ts';
import { startingView } from './starting.ts';

type Event = z.infer<typeof ZRunEvent>;

/** Reads runs for people, and steers them. */
@Injectable()
export class RunsService {
  constructor(
    private readonly queries: RunQueries,
    private readonly sender: CommandSender,
    private readonly reads: AuditedReads,
    private readonly playbooks: PlaybookSource,
    @Inject(NOW) private readonly now: Now,
  ) {}

  async list(actor: Actor, { q, ...query }: RunQuery): Promise<Page<RunListed>> {
    const after = decodeCursor(query.after, ['number', 'uuid']) ?? null;
    const words = q === undefined ? undefined : searchQuery(q);
    if (words === null) return { items: [], next: null };
    const now = this.now();
    const rows = await this.queries.page(unconditional(actor, 'run.read'), actor.id, { ...query, words, now }, after, query.limit + 1);
    const open = await this.queries.openTasks(rows.map(({ id }) => id));
    const items = await Promise.all(rows.map(async (run) => ({ ...run, standing: standingOf(open.filter(({ runId }) => runId === run.id), now), progress: await this.progressOf(run) })));
    return pageFrom(items, query.limit, (run) => run, (run) => [run.startedAt, run.id]);
  }

  /** Its playbook's steps come from what the process keeps of each version; one that is not there any more counts none. */
  private async progressOf({ playbook, step, state }: RunResource): Promise<RunListed['progress']> {
    const steps = (await this.playbooks.kept(playbook.slug, playbook.version))?.steps ?? [];
    return { at: state === 'completed' ? steps.length : steps.findIndex(({ key }) => key === step) + 1, of: steps.length };
  }

  /** The run, or `starting` until its first event is recorded. @throws NotFoundError */
  async get(actor: Actor, id: string): Promise<RunResource> {
    const run = await this.queries.find(id, actor.id);
    if (!run) return this.starting(actor, id);
    assertMay(actor, 'run.read', 'run.read', 'run', run);
    await this.reads.run(actor.id, run);
    return withoutStanding(run);
  }

  async view(actor: Actor, id: string): Promise<RunResource | null> {
    const run = await this.queries.find(id, actor.id);
    return run && withoutStanding(run);
  }

  /** The run's story in order; empty while it is starting. */
  async events(actor: Actor, id: string, after: string | undefined, limit: number): Promise<Page<Event>> {
    await this.get(actor, id);
    const [n] = decodeCursor(after, ['number']) ?? [0];
    return pageFrom(await this.queries.events(id, Math.trunc(n), limit + 1), limit, (event) => event, (event) => [event.n]);
  }

  steer(name: 'pauseRun' | 'resumeRun' | 'cancelRun' | 'skipStep' | 'pauseStep' | 'resumeStep', action: Action, request: VerbRequest, { reason }: RunVerb): Promise<Sent> {
    return this.send(name, action, request, () => ({ reason }));
  }

  changeSeverity(request: VerbRequest, { severity, reason }: SeverityChange): Promise<Sent> {
    return this.send('changeRunSeverity', 'run.severity', request, () => ({ severity, reason }));
  }

  /** Sends a verb on the run whose arguments `prepare` checks. @throws NotFoundError, ForbiddenError, ConflictError while it is starting */
  send<N extends CommandName>(name: N, action: Action, request: VerbRequest, prepare: (run: RunFound) => CommandArgs[N] | Promise<CommandArgs[N]>): Promise<Sent> {
    return this.sender.send<N>(name, request, async () => {
      const run = await this.queries.find(request.target, request.actor.id);
      if (!run) {
        await this.starting(request.actor, request.target);
        throw new ConflictError('starting', { detail: { en: 'The run is still starting; try again in a moment', 'zh-CN': '流程正在启动，请稍后再试' }, state: 'starting' });
      }
      assertMay(request.actor, action, 'run.read', 'run', run);
      return { runId: run.id, asManager: actsAsManager(request.actor, action, run), args: await prepare(run) };
    });
  }

  private async starting(actor: Actor, id: string): Promise<RunResource> {
    const input = await this.queries.starting(id);
    const mine = input !== null && (can(actor, 'run.read') || input.managerId === actor.id || input.startedBy === actor.id);
    if (!input || !mine) throw new NotFoundError('run');
    return startingView(input);
  }
}

function withoutStanding(run: RunFound): RunResource {
  const { own: _own, participant: _participant, team: _team, run: _run, ...resource } = run;
  return resource;
}
