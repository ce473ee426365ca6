import pino, { type Logger } from 'pino';

export type { Logger };

/** Never written to a log, however deep an object carries them. */
const SECRETS = ['password', 'passwordHash', 'token', 'authorization', 'cookie', 'apiKey'];

/**
 * JSON logger of one process. `alarm: true` on a line marks what an operator must look at (docs/runbook.md).
 * @param name the process, e.g. `api` or `worker`
 * @param level pino level; `silent` writes nothing
 */
export function createLogger(name: string, level = 'info'): Logger {
  return pino({
    name,
    level,
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: SECRETS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`, `req.headers.${key}`]), censor: '[redacted]' },
  });
}
