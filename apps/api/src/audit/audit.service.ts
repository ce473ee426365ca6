import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { AuditExportQuery, AuditQuery } from '#contracts/api/audit';
import type { Page } from '#contracts/api/paging';
import type { SealedEntry } from '#contracts/audit';
import { csvLine } from '#domain/csv/cell';
import type { Actor } from '#domain/identity/can';
import { entriesAfter, latestEntries } from '#persistence/audit/entries';
import { verifyDatabase, type Verdict } from '#persistence/audit/verify';
import { recordActivity } from '../commands/told-beside.ts';
import { decodeCursor, pageFrom } from '../common/paging.ts';
import { DATA_SOURCE, NOW, type Now } from '../common/tokens.ts';

const BATCH = 1_000;
const CSV_HEAD = ['seq', 'at', 'actor', 'action', 'target_kind', 'target_id', 'run_id', 'source', 'source_id', 'data', 'prev_hash', 'hash'];

/** The audit for administrators: looking, taking along, and proving that nothing was changed. */
@Injectable()
export class AuditService {
  constructor(
    @Inject(DATA_SOURCE) private readonly db: DataSource,
    @Inject(NOW) private readonly now: Now,
  ) {}

  async list({ after, limit, ...filter }: AuditQuery): Promise<Page<SealedEntry>> {
    const [before] = decodeCursor(after, ['number']) ?? [null];
    return pageFrom(await latestEntries(this.db, filter, before, limit + 1), limit, (entry) => entry, ({ seq }) => [seq]);
  }

  /** The lines of an export, oldest first. That somebody took it along is itself noted before the first line. */
  async *export(actor: Actor, { format, ...filter }: AuditExportQuery): AsyncGenerator<string> {
    const asked = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
    await recordActivity(this.db, { runId: null, taskId: null, actor: actor.id, verb: 'audit-exported', data: { format, ...asked }, at: this.now() });
    if (format === 'csv') yield csvLine(CSV_HEAD);
    for (let after = 0, more = true; more; ) {
      const entries = await entriesAfter(this.db, filter, after, BATCH);
      if (entries.length > 0) yield entries.map(format === 'csv' ? csvOf : (entry) => `${JSON.stringify(entry)}\n`).join('');
      after = entries.at(-1)?.seq ?? after;
      more = entries.length === BATCH;
    }
  }

  verify(): Promise<Verdict> {
    return verifyDatabase(this.db, this.now());
  }
}

function csvOf({ seq, at, actor, action, targetKind, targetId, runId, source, sourceId, data, prevHash, hash }: SealedEntry): string {
  return csvLine([seq, new Date(at).toISOString(), actor, action, targetKind, targetId, runId, source, sourceId, JSON.stringify(data), prevHash, hash]);
}
