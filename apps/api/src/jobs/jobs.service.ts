import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Client } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/common';
import type { DataSource, EntityManager } from 'typeorm';
import type { z } from 'zod';
import type { JobItemResource, JobResource, ZJobItemQuery } from '#contracts/api/job';
import type { Page, PageQuery } from '#contracts/api/paging';
import { LOOK_SIGNAL, STOP_SIGNAL, type Job } from '#contracts/jobs';
import { jobWorkflowId } from '#contracts/names';
import { NotFoundError } from '#domain/errors';
import { can, unconditional, type Actor } from '#domain/identity/can';
import { poolOf } from '#persistence/data-source';
import { insertJob } from '#persistence/repositories/jobs';
import { decodeCursor, pageFrom } from '../common/paging.ts';
import { DATA_SOURCE, NOW, TEMPORAL_CLIENT, type Now } from '../common/tokens.ts';
import { JobQueries } from './job-queries.ts';
import { startCoordinator } from './start-coordinator.ts';

const SIGNAL_MS = 2_500;

/** Starts jobs across runs and tells how they stand. Whoever notes a job calls `note` in their transaction and `drive` after it. */
@Injectable()
export class JobsService {
  private readonly queries: JobQueries;

  constructor(
    @Inject(DATA_SOURCE) private readonly db: DataSource,
    @Inject(TEMPORAL_CLIENT) private readonly client: Client,
    @Inject(NOW) private readonly now: Now,
  ) {
    this.queries = new JobQueries(poolOf(db));
  }

  /** Notes a job in the caller's transaction; answers it. Its permission is the caller's affair. `startsAt` (epoch ms) holds it back. */
  async note(manager: EntityManager, job: Pick<Job, 'kind' | 'params' | 'requestedBy'> & { startsAt?: number | null; id?: string }): Promise<Job> {
    const noted: Job = { ...job, id: job.id ?? randomUUID(), startsAt: job.startsAt ?? null, createdAt: this.now() };
    await insertJob(manager, noted);
    return noted;
  }

  /** Starts the coordinator of a noted job; a Temporal that is away delays it and nothing else. */
  async drive({ id, startsAt }: Pick<Job, 'id' | 'startsAt'>): Promise<void> {
    await startCoordinator(this.client, poolOf(this.db), { jobId: id, startsAt }, this.now);
  }

  /** Has a job look again at once, because what it is about has changed. One that has ended does not care. */
  look(id: string): Promise<void> {
    return this.signal(id, LOOK_SIGNAL);
  }

  /** Stops a job: what was sent stays, nothing more is sent. @throws NotFoundError */
  async stop(actor: Actor, id: string): Promise<JobResource> {
    await this.get(actor, id);
    await this.signal(id, STOP_SIGNAL);
    return this.get(actor, id);
  }

  /** @throws NotFoundError also for another's job, unless the actor may see every one */
  async get(actor: Actor, id: string): Promise<JobResource> {
    const job = await this.queries.find(id);
    if (!job || !can(actor, 'job.read', job.requestedBy === actor.id ? ['own'] : [])) throw new NotFoundError('job');
    return job;
  }

  async list(actor: Actor, query: PageQuery): Promise<Page<JobResource>> {
    const after = decodeCursor(query.after, ['number', 'uuid']) ?? null;
    const rows = await this.queries.page(unconditional(actor, 'job.read') ? null : actor.id, after, query.limit + 1);
    return pageFrom(rows, query.limit, (job) => job, (job) => [job.createdAt, job.id]);
  }

  async items(actor: Actor, id: string, { state, after, limit }: z.infer<typeof ZJobItemQuery>): Promise<Page<JobItemResource>> {
    await this.get(actor, id);
    const [key] = decodeCursor(after, ['text']) ?? [null];
    return pageFrom(await this.queries.items(id, state ?? null, key, limit + 1), limit, (item) => item, (item) => [item.key]);
  }

  private async signal(id: string, name: string): Promise<void> {
    try {
      // Left alone, the client tries for 20 s, and somebody waits.
      await this.client.withDeadline(Date.now() + SIGNAL_MS, () => this.client.workflow.getHandle(jobWorkflowId(id)).signal(name));
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) throw error;
    }
  }
}
