import type { Pool } from 'pg';
import type { JobItemResource, JobResource } from '#contracts/api/job';
import type { JobItemState } from '#contracts/jobs';

export type JobCursor = readonly [createdAt: number, id: string];

const SELECT = `
  SELECT job.id, job.kind, job.params, job.requested_by AS "requestedBy", job.created_at AS "createdAt", job.starts_at AS "startsAt", job.closed_at AS "closedAt", job.outcome,
    (SELECT coalesce(jsonb_object_agg(state, n), '{}') FROM (SELECT state, count(*)::integer AS n FROM job_item WHERE job_item.job_id = job.id GROUP BY state) counts) AS items
  FROM job`;

/** Reads jobs and their items. */
export class JobQueries {
  constructor(private readonly pool: Pool) {}

  async find(id: string): Promise<JobResource | null> {
    return (await this.pool.query<JobResource>(`${SELECT} WHERE job.id = $1`, [id])).rows[0] ?? null;
  }

  /** Jobs, newest first; those of one person unless `requestedBy` is null. */
  async page(requestedBy: string | null, after: JobCursor | null, limit: number): Promise<JobResource[]> {
    const text = `${SELECT} WHERE ($1::text IS NULL OR job.requested_by = $1) AND ($2::bigint IS NULL OR (job.created_at, job.id) < ($2, $3::uuid)) ORDER BY job.created_at DESC, job.id DESC LIMIT $4`;
    return (await this.pool.query<JobResource>(text, [requestedBy, after?.[0] ?? null, after?.[1] ?? null, limit])).rows;
  }

  async items(jobId: string, state: JobItemState | null, after: string | null, limit: number): Promise<JobItemResource[]> {
    const text = `
      SELECT job_item.key, job_item.run_id AS "runId", run.title AS "runTitle", job_item.target, job_item.name, job_item.version, job_item.attempt, job_item.state, job_item.answer, job_item.refusal, job_item.settled_at AS "settledAt"
      FROM job_item LEFT JOIN run ON run.id = job_item.run_id
      WHERE job_item.job_id = $1 AND ($2::text IS NULL OR job_item.state = $2) AND ($3::text IS NULL OR job_item.key > $3) ORDER BY job_item.key LIMIT $4`;
    return (await this.pool.query<JobItemResource>(text, [jobId, state, after, limit])).rows;
  }
}
