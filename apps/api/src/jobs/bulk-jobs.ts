import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { JobStart } from '#contracts/api/job';
import { InvalidError } from '#domain/errors';
import type { Json } from '#contracts/text';
import type { Actor } from '#domain/identity/can';
import { poolOf } from '#persistence/data-source';
import { claimIdempotencyKey, findIdempotencyKey } from '#persistence/repositories/idempotency';
import { recordActivity } from '../commands/told-beside.ts';
import type { Idempotency } from '../common/idempotency.ts';
import { DATA_SOURCE, NOW, type Now } from '../common/tokens.ts';
import { PlaybookSource } from '../playbooks/playbook-source.ts';
import { compiledFor } from '../runs/compiled.ts';
import { assertPeople } from '../runs/people.ts';
import { checkedSettings } from '../runs/run-input.ts';
import { bulkCommand, selectRuns } from './bulk-selection.ts';
import { JobsService } from './jobs.service.ts';

/** Jobs that do one verb to many runs, or move them to another version of their playbook. */
@Injectable()
export class BulkJobs {
  constructor(
    private readonly jobs: JobsService,
    private readonly playbooks: PlaybookSource,
    @Inject(DATA_SOURCE) private readonly db: DataSource,
    @Inject(NOW) private readonly now: Now,
  ) {}

  /** Id of the job; the same for a repeat of the request. @throws InvalidError naming every run that is not there or not the actor's to steer */
  async start(actor: Actor, body: JobStart, idempotency: Idempotency): Promise<string> {
    const earlier = await findIdempotencyKey(this.db, { ...idempotency, actor: actor.id });
    if (earlier) return earlier;
    const { kind, reason } = body;
    const params = await this.paramsOf(actor, body);
    const started = await this.db.transaction(async (manager) => {
      const job = await this.jobs.note(manager, { kind, params, requestedBy: actor.id });
      const claim = await claimIdempotencyKey(manager, { ...idempotency, actor: actor.id, target: job.id, now: this.now() });
      if (!claim.fresh) throw new Repeated(claim.target);
      await recordActivity(manager, { runId: null, taskId: null, actor: actor.id, verb: 'job-started', data: { jobId: job.id, name: body.name ?? 'moveRun', runs: params.runIds.length, reason }, at: job.createdAt });
      return job;
    }).catch((error: unknown) => {
      if (error instanceof Repeated) return error.jobId;
      throw error;
    });
    if (typeof started === 'string') return started;
    await this.jobs.drive(started);
    return started.id;
  }

  /** What the planner of the kind lists by: runs are chosen now, so that the job is what its preview showed. */
  private async paramsOf(actor: Actor, body: JobStart): Promise<{ runIds: string[] } & Record<string, Json>> {
    const runIds = await selectRuns(this.db, actor, body);
    const { reason } = body;
    if (body.kind === 'bulk') {
      const { name, args } = bulkCommand(body);
      if (name === 'reassignPerson') await assertPeople(poolOf(this.db), [{ path: 'args.to', id: (args as { to: string }).to }]);
      return { name, args: args as Json, runIds, reason };
    }
    const { playbook, status } = await this.playbooks.get(body.playbook!, body.to);
    if (status !== 'published') throw new InvalidError([{ path: 'to', message: { en: 'is no published version', 'zh-CN': '不是已发布的版本' } }]);
    const settings = checkedSettings(playbook, body.settings ?? {}, 'settings');
    compiledFor(playbook, settings, 'settings');
    return { playbook: playbook.slug, to: playbook.version, settings, steps: body.steps ?? {}, runIds, reason };
  }
}

/** A concurrent request with the same key was first: its transaction stands, ours is rolled back. */
class Repeated extends Error {
  constructor(readonly jobId: string) {
    super('repeated');
  }
}
