import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { config } from '#platform/config/config';
import { exitWhenParentDies } from '#platform/lifecycle/parent-watch';
import { createLogger } from '#platform/logger';
import { readParts } from './parts.ts';
import { installRuntime } from './temporal/runtime.ts';
import { WorkerModule } from './worker.module.ts';

/** Starts the worker process. It ends on SIGTERM or SIGINT after finishing what is in hand. */
async function main(): Promise<void> {
  exitWhenParentDies();
  const settings = config();
  const log = createLogger('worker', settings.logLevel);
  const parts = readParts(process.env.WORKER_PARTS);
  if (parts.has('temporal')) installRuntime(log);
  const app = await NestFactory.createApplicationContext(WorkerModule.hosting(parts, settings, log), { logger: ['error', 'warn'], abortOnError: false });
  app.enableShutdownHooks(['SIGTERM', 'SIGINT']);
  log.info({ parts: [...parts] }, 'worker is up');
}

main().catch((error: unknown) => {
  process.stderr.write(`The worker could not start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
