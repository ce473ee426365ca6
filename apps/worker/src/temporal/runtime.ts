import { DefaultLogger, Runtime, type LogLevel } from '@temporalio/worker';
import type { Logger } from '#platform/logger';

const LEVEL: Record<LogLevel, 'trace' | 'debug' | 'info' | 'warn' | 'error'> = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' };

/** Sends the SDK's lines, and what workflows and activities log, into the process's own log. Signals stay with Nest, which stops every part in order. Once per process, before any worker. */
export function installRuntime(log: Logger): void {
  const sdk = log.child({ part: 'temporal' });
  Runtime.install({
    logger: new DefaultLogger('INFO', ({ level, message, meta }) => sdk[LEVEL[level]](meta ?? {}, message)),
    shutdownSignals: [],
  });
}
