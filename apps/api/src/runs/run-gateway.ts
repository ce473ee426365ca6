import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Client } from '@temporalio/client';
import type { DataSource } from 'typeorm';
import type { RunStart } from '#contracts/api/run';
import type { RunInput } from '#contracts/process';
import { InvalidError } from '#domain/errors';
import type { Actor } from '#domain/identity/can';
import { poolOf } from '#persistence/data-source';
import { claimIdempotencyKey, findIdempotencyKey } from '#persistence/repositories/idempotency';
import { commandId, type Idempotency } from '../common/idempotency.ts';
import { DATA_SOURCE, NOW, TEMPORAL_CLIENT, type Now } from '../common/tokens.ts';
import { PlaybookSource } from '../playbooks/playbook-source.ts';
import { compiledFor } from './compiled.ts';
import { assertPeople } from './people.ts';
import { startFacts } from './run-facts.ts';
import { checkRunInput, peopleNamed } from './run-input.ts';
import { startRun } from './start-run.ts';

/** Starts runs: one transaction decides, Temporal follows, now or by the sweeper (architecture.md, "Starting"). */
@Injectable()
export class RunGateway {
  constructor(
    private readonly playbooks: PlaybookSource,
    @Inject(DATA_SOURCE) private readonly db: DataSource,
    @Inject(TEMPORAL_CLIENT) private readonly client: Client,
    @Inject(NOW) private readonly now: Now,
  ) {}

  /** Id of the run; the same for a repeat of the request. Without `version` the newest published one. A Temporal that is away delays the start and nothing else. @throws InvalidError, NotFoundError */
  async start(actor: Actor, body: RunStart, idempotency: Idempotency, version?: number): Promise<string> {
    const earlier = await findIdempotencyKey(this.db, { ...idempotency, actor: actor.id });
    if (earlier) return earlier;
    const input = await this.inputOf(actor, body, idempotency, version);
    const claim = await this.db.transaction(async (manager) => {
      const taken = await claimIdempotencyKey(manager, { ...idempotency, actor: actor.id, target: input.runId, now: input.requestedAt });
      if (taken.fresh) await manager.query('INSERT INTO run_start (run_id, input, created_at) VALUES ($1, $2, $3)', [input.runId, JSON.stringify(input), input.requestedAt]);
      return taken;
    });
    if (claim.fresh) await startRun(this.client, poolOf(this.db), input, this.now);
    return claim.target;
  }

  /** What would start the run, checked as a start is, and nothing written. @throws InvalidError, NotFoundError */
  async inputOf(actor: Actor, { playbook: slug, title, input: given, severity }: RunStart, { route, key }: Pick<Idempotency, 'route' | 'key'>, version?: number): Promise<RunInput> {
    const requestedAt = this.now();
    const { playbook, status } = await this.playbooks.get(slug, version);
    if (status !== 'published') throw new InvalidError([{ path: 'version', message: { en: `version ${playbook.version} of the playbook is ${status}`, 'zh-CN': `该手册第 ${playbook.version} 版未处于发布状态` } }]);
    const { input, settings } = checkRunInput(playbook, given);
    const pool = poolOf(this.db);
    const named = peopleNamed(input, 'input');
    await assertPeople(pool, named);
    const definition = compiledFor(playbook, settings, 'input.settings', { title, startedBy: actor.id, input });
    if (Object.values(definition.tasks).some(({ dueAt }) => dueAt && dueAt.at <= requestedAt)) throw new InvalidError([{ path: 'input.due', message: { en: 'is in the past', 'zh-CN': '已是过去的时刻' } }]);
    const runId = randomUUID();
    const managerId = typeof input.managerId === 'string' ? input.managerId : actor.id;
    return {
      runId,
      title,
      parentId: null,
      rootId: runId,
      managerId,
      startedBy: actor.id,
      requestedAt,
      commandId: commandId(actor.id, route, slug, key),
      ...(severity === undefined ? {} : { severity }),
      definition,
      input,
      facts: await startFacts(pool, definition, [managerId, ...named.map(({ id }) => id)], requestedAt),
    };
  }
}
