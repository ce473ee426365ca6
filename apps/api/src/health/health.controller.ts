import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { Client } from '@temporalio/client';
import type { DataSource } from 'typeorm';
import { live, ready, type Ready } from '#contracts/api/health';
import { AppError } from '#domain/errors';
import { pingTemporal } from '#platform/temporal-client';
import { FIELDS } from '../common/problem/messages.ts';
import { Public } from '../common/requires.ts';
import { DATA_SOURCE, TEMPORAL_CLIENT } from '../common/tokens.ts';

const DEADLINE_MS = 2_000;

@Controller('health')
export class HealthController {
  constructor(
    @Inject(DATA_SOURCE) private readonly db: DataSource,
    @Inject(TEMPORAL_CLIENT) private readonly temporal: Client,
  ) {}

  @Get('live')
  @Public()
  @ApiOperation({ summary: 'The process answers' })
  @ApiOkResponse({ standardSchema: live })
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('ready')
  @Public()
  @ApiOperation({ summary: 'Database and Temporal answer too; 503 names the part that does not' })
  @ApiOkResponse({ standardSchema: ready })
  async ready(): Promise<Ready> {
    const parts = { database: within(this.db.query('SELECT 1')), temporal: within(pingTemporal(this.temporal)) };
    const down = await Promise.all(Object.entries(parts).map(async ([path, answers]) => ((await answers) ? [] : [{ path, message: FIELDS.silent }])));
    const errors = down.flat();
    if (errors.length > 0) throw new AppError('unavailable', { rule: 'not-ready', errors, retryAfterMs: DEADLINE_MS });
    return { status: 'ok', parts: { database: 'up', temporal: 'up' } };
  }
}

/** True when the work succeeds in time. */
function within(work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, DEADLINE_MS, false);
  });
  const done = work.then(() => true).catch(() => false);
  return Promise.race([done, late]).finally(() => clearTimeout(timer));
}
