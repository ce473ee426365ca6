import { createDataSource } from '#persistence/data-source';
import { config, ConfigError } from '#platform/config/config';
import { exitWhenParentDies } from '#platform/lifecycle/parent-watch';
import { createLogger } from '#platform/logger';
import { createDeliveryQueue } from '#platform/queues/delivery-queue';
import { createTemporalClient } from '#platform/temporal-client';
import { createApp } from './create-app.ts';

/** Starts the API; what cannot be used (a setting, the port, the database) ends it with one line. */
async function main(): Promise<void> {
  const settings = config();
  exitWhenParentDies();
  const log = createLogger('api', settings.logLevel);
  const dataSource = await createDataSource(settings.database.url, { poolSize: settings.database.pool, applicationName: 'callsheet-api' });
  const temporal = createTemporalClient(settings.temporal);
  const queue = { databaseUrl: settings.database.url, redisUrl: settings.queue.redisUrl };
  const deliveries = createDeliveryQueue(queue, (error) => log.warn({ err: error }, 'the delivery queue has trouble; letters wait for the sweeper'));
  const app = await createApp({ config: settings, dataSource, temporal, deliveries, log });
  app.enableShutdownHooks();
  await app.listen(settings.http.port);
  log.info({ port: settings.http.port, publicUrl: settings.http.publicUrl }, 'listening');
}

main().catch((error: unknown) => {
  console.error(lineFor(error));
  process.exit(1);
});

/** What an operator can act on, in one line; anything unforeseen whole. */
function lineFor(error: unknown): unknown {
  if (error instanceof ConfigError) return error.message;
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return `Port ${process.env.PORT ?? 3000} is in use: stop what listens there, or set PORT to another one`;
  if (code === 'ECONNREFUSED') return 'The database of DATABASE_URL does not answer: start it, or correct the setting';
  return error;
}
