import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { NotFoundError } from '#domain/errors';
import { DATA_SOURCE, NOW, type Now } from '../common/tokens.ts';
import { MINUTE_MS } from '../common/settings.ts';
import { PlaybookSource } from '../playbooks/playbook-source.ts';

/** What somebody is about to see, and the playbook version that its run follows. */
interface AuditedRead {
  runId: string;
  taskId: string | null;
  slug: string;
  version: number;
}
/** The first look of a minute leaves its mark, and only that one is noted. */
const NOTE = `
  WITH fresh AS (INSERT INTO read_mark (person_id, target_id, minute) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING 1)
  INSERT INTO activity_log (id, run_id, task_id, actor, verb, data, at) SELECT $4, $5, $6, $1::text, $7, '{}', $8 FROM fresh`;

/** Notes who looked at runs whose playbook says `auditReads` (crises), before they are shown: what cannot be noted is not shown. */
@Injectable()
export class AuditedReads {
  constructor(
    private readonly playbooks: PlaybookSource,
    @Inject(DATA_SOURCE) private readonly db: DataSource,
    @Inject(NOW) private readonly now: Now,
  ) {}

  run(reader: string, run: { id: string; playbook: { slug: string; version: number } }): Promise<void> {
    return this.note(reader, { runId: run.id, taskId: null, ...run.playbook });
  }

  task(reader: string, { id, runId, playbookSlug, playbookVersion }: { id: string; runId: string; playbookSlug: string; playbookVersion: number }): Promise<void> {
    return this.note(reader, { runId, taskId: id, slug: playbookSlug, version: playbookVersion });
  }

  /** Once for each reader, target and minute at most. */
  private async note(reader: string, { runId, taskId, slug, version }: AuditedRead): Promise<void> {
    if (!(await this.asked(slug, version))) return;
    const at = this.now();
    await this.db.query(NOTE, [reader, taskId ?? runId, Math.floor(at / MINUTE_MS), randomUUID(), runId, taskId, taskId === null ? 'run-read' : 'task-read', at]);
  }

  private async asked(slug: string, version: number): Promise<boolean> {
    try {
      return (await this.playbooks.get(slug, version)).playbook.auditReads === true;
    } catch (error) {
      // A version that is not kept any more asks for nothing.
      if (error instanceof NotFoundError) return false;
      throw error;
    }
  }
}
