import type { LoggerService } from '@nestjs/common';
import type { Log } from './tokens.ts';

/** Nest's own lines through our logger; its chatter about routes is for debugging only. */
export class NestLogger implements LoggerService {
  constructor(private readonly to: Log) {}

  log(message: unknown, context?: string): void {
    this.to.debug({ context }, String(message));
  }

  warn(message: unknown, context?: string): void {
    this.to.warn({ context }, String(message));
  }

  error(message: unknown, ...details: unknown[]): void {
    this.to.error({ err: message instanceof Error ? message : undefined, details: details.map(String) }, String(message));
  }
}
