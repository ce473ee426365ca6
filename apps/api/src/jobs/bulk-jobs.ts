import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { JobStart } from '#contracts/api/job';
import { InvalidError } from '#domain/errors';
import { can, type Actor } from '#domain/identity/can';
import type { Action, Relation } from '#domain/identity/matrix';
import { claimIdempotencyKey, findIdempotencyKey } from '#persistence/repositories/idempotency';
import { recordActivity } from '../commands/told-beside.ts';
import type { Idempotency } from '../common/idempotency.ts';
import { DATA_SOURCE, NOW, type Now } from '../common/tokens.ts';
import { JobsService } from './jobs.service.ts';

const ACTIONS: Record<JobStart['name'], Action> = { pauseRun: 'run.pause', resumeRun: 'run.resume', cancelRun: 'run.cancel', skipStep: 'run.skip' };

/** Jobs that do one verb to many runs. */
@Injectable()
export class BulkJobs {
  constructor(
    private readonly jobs: JobsService,
    @Inject(DATA_SOURCE) private readonly db: DataSource,
    @Inject(NOW) private readonly now: Now,
  ) {}

  /** Id of the job; the same for a repeat of the request. @throws InvalidError naming every run that is not there or not the actor's to steer */
  async start(actor: Actor, { kind, ...params }: JobStart, idempotency: Idempotency): Promise<string> {
    const earlier = await findIdempotencyKey(this.db, { ...idempotency, actor: actor.id });
    if (earlier) return earlier;
    await this.assertMay(actor, ACTIONS[params.name], params.runIds);
    const started = await this.db.transaction(async (manager) => {
      const job = await this.jobs.note(manager, { kind, params, requestedBy: actor.id });
      const claim = await claimIdempotencyKey(manager, { ...idempotency, actor: actor.id, target: job.id, now: this.now() });
      if (!claim.fresh) throw new Repeated(claim.target);
      await recordActivity(manager, { runId: null, taskId: null, actor: actor.id, verb: 'job-started', data: { jobId: job.id, name: params.name, runs: params.runIds.length, reason: params.reason }, at: job.createdAt });
      return job;
    }).catch((error: unknown) => {
      if (error instanceof Repeated) return error.jobId;
      throw error;
    });
    if (typeof started === 'string') return started;
    await this.jobs.drive(started);
    return started.id;
  }

  private async assertMay(actor: Actor, action: Action, runIds: readonly string[]): Promise<void> {
    const rows = await this.db.query<Array<{ id: string; manager_id: string }>>('SELECT id, manager_id FROM run WHERE id = ANY ($1::uuid[])', [runIds]);
    const managers = new Map(rows.map((row) => [row.id, row.manager_id]));
    const bad = runIds.flatMap((id, index) => {
      const manager = managers.get(id.toLowerCase());
      const relations: Relation[] = manager === actor.id ? ['run'] : [];
      if (manager !== undefined && can(actor, action, relations)) return [];
      return [{ path: `runIds.${index}`, message: { en: 'is no run that you may steer', 'zh-CN': '不是您可以操作的流程' } }];
    });
    if (bad.length > 0) throw new InvalidError(bad);
  }
}

/** A concurrent request with the same key was first: its transaction stands, ours is rolled back. */
class Repeated extends Error {
  constructor(readonly jobId: string) {
    super('repeated');
  }
}
