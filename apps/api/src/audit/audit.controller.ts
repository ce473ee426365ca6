import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { Response } from 'express';
import { ZAuditExportQuery, ZAuditPage, ZAuditQuery, ZAuditVerdict, type AuditExportQuery, type AuditQuery } from '#contracts/api/audit';
import type { Page } from '#contracts/api/paging';
import type { SealedEntry } from '#contracts/audit';
import type { Verdict } from '#persistence/audit/verify';
import { CurrentActor, type Actor } from '../common/actor.ts';
import { Requires } from '../common/requires.ts';
import { AuditService } from './audit.service.ts';

const TEXT = { schema: { type: 'string' as const } };

@Controller('audit')
export class AuditController {
  constructor(private readonly audit: AuditService) {}

  @Get()
  @Requires('audit.read')
  @ApiOperation({ summary: 'Who did what, newest first, by actor, action, target, run, time or text' })
  @ApiOkResponse({ standardSchema: ZAuditPage })
  list(@Query({ schema: ZAuditQuery }) query: AuditQuery): Promise<Page<SealedEntry>> {
    return this.audit.list(query);
  }

  @Get('export')
  @Requires('audit.export')
  @ApiOperation({ summary: 'The audit as a file: NDJSON, which `npm run audit:verify` checks, or CSV for spreadsheets' })
  @ApiOkResponse({ content: { 'application/x-ndjson': { ...TEXT, example: '{"seq":1,"source":"activity"}\n' }, 'text/csv': { ...TEXT, example: 'seq,at,actor\r\n' } } })
  async export(@CurrentActor() actor: Actor, @Query({ schema: ZAuditExportQuery }) query: AuditExportQuery, @Res() response: Response): Promise<void> {
    const lines = this.audit.export(actor, query);
    // Asked for before the head goes out: a database that is away is still a proper answer.
    const first = await lines.next();
    const csv = query.format === 'csv';
    response.attachment(csv ? 'audit.csv' : 'audit.ndjson').type(csv ? 'text/csv; charset=utf-8' : 'application/x-ndjson').setHeader('Cache-Control', 'private, no-store');
    await pipeline(Readable.from(from(first, lines)), response).catch(() => response.destroy());
  }

  @Get('verify')
  @Requires('audit.verify')
  @ApiOperation({ summary: 'Walk the chain from its beginning, and name the first entry that does not hold' })
  @ApiOkResponse({ standardSchema: ZAuditVerdict })
  verify(): Promise<Verdict> {
    return this.audit.verify();
  }
}

async function* from(first: IteratorResult<string>, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  if (first.done) return;
  yield first.value;
  yield* rest;
}
