import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { JobPreview, JobStart } from '#contracts/api/job';
import type { WouldTell } from '#contracts/api/preview';
import type { Command, CommandArgs, CommandName } from '#contracts/commands';
import { AppError } from '#domain/errors';
import type { Actor } from '#domain/identity/can';
import { DATA_SOURCE, NOW, type Now } from '../common/tokens.ts';
import { Previews } from '../preview/previews.ts';
import { RunMoves } from '../runs/run-moves.service.ts';
import { RunQueries } from '../runs/run-queries.ts';
import { bulkCommand, selectRuns } from './bulk-selection.ts';

/** So many runs are asked, a few at a time: enough to judge a job by, and an answer while somebody waits. */
const MAX_ASKED = 50;
const AT_ONCE = 5;
type Asked = JobPreview['runs'][number] & { told: WouldTell[] };

/** What a job across runs would do, run by run; writes nothing. */
@Injectable()
export class BulkPreview {
  constructor(
    private readonly previews: Previews,
    private readonly queries: RunQueries,
    private readonly moves: RunMoves,
    @Inject(DATA_SOURCE) private readonly db: DataSource,
    @Inject(NOW) private readonly now: Now,
  ) {}

  /** @throws InvalidError as the job would be refused; AppError `unavailable` when no worker answers */
  async of(actor: Actor, body: JobStart): Promise<JobPreview> {
    const ids = await selectRuns(this.db, actor, body);
    const asked: Asked[] = [];
    for (let from = 0; from < Math.min(ids.length, MAX_ASKED); from += AT_ONCE) {
      asked.push(...(await Promise.all(ids.slice(from, Math.min(from + AT_ONCE, MAX_ASKED)).map((id) => this.ask(actor, id, body)))));
    }
    return { total: ids.length, previewed: asked.length, runs: asked.map(({ told: _told, ...run }) => run), told: byPerson(asked.flatMap(({ told }) => told)) };
  }

  private async ask(actor: Actor, runId: string, body: JobStart): Promise<Asked> {
    const run = await this.queries.find(runId, actor.id);
    const named = { runId, title: run?.title ?? '' };
    try {
      const { name, args } = body.kind === 'bulk' ? bulkCommand(body) : { name: 'moveRun' as const, args: await this.moves.argsFor(run!, { to: body.to!, settings: body.settings, steps: body.steps, reason: body.reason }) };
      const command = { id: randomUUID(), name, actor: actor.id, asManager: true, receivedAt: this.now(), seenVersion: null, bodyHash: '', args: { ...args, reason: body.reason } as CommandArgs[CommandName] } satisfies Command;
      const { outcome, moves, told } = await this.previews.of(runId, command);
      return { ...named, outcome, refusal: null, tasks: moves.tasks.length, told };
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'unavailable') throw error;
      const { rule, detail, errors } = error.facts;
      const text = typeof detail === 'object' ? detail.en : (detail ?? errors?.map(({ path, message }) => `${path}: ${typeof message === 'string' ? message : message.en}`).join('; ') ?? null);
      return { ...named, outcome: null, refusal: { code: error.code, rule: rule ?? null, detail: text }, tasks: 0, told: [] };
    }
  }
}

function byPerson(told: readonly WouldTell[]): JobPreview['told'] {
  const people = new Map<string, JobPreview['told'][number]>();
  for (const { personId, name, email } of told) {
    const known = people.get(personId) ?? { personId, name, notices: 0, mails: 0 };
    people.set(personId, { ...known, notices: known.notices + 1, mails: known.mails + (email ? 1 : 0) });
  }
  return [...people.values()].sort((a, b) => b.notices - a.notices || (a.personId < b.personId ? -1 : 1));
}
