import { createPostgresBackend, Queue } from 'bullmq';
import pg from 'pg';

/**
 * Creates or updates BullMQ's schema `bullmq` as the database's owner and lets the application's role use it.
 * Repeatable; BullMQ takes a lock of its own. Without it a consumer spins on an error. @throws what PostgreSQL answers.
 */
export async function migrateQueues(ownerUrl: string, role: string): Promise<void> {
  let failure: Error | undefined;
  const queue = new Queue('migrate', { connection: { connectionString: ownerUrl, max: 1, migrate: true } }, createPostgresBackend);
  queue.on('error', (error) => (failure = error));
  try {
    await queue.waitUntilReady();
  } finally {
    await queue.close();
  }
  if (failure) throw failure;
  await grantUse(ownerUrl, role);
}

/** CREATE, because BullMQ makes a sequence of job numbers for each queue the first time a job is added to it. */
async function grantUse(ownerUrl: string, role: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const name = client.escapeIdentifier(role);
  try {
    await client.query(`
      GRANT USAGE, CREATE ON SCHEMA bullmq TO ${name};
      GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON ALL TABLES IN SCHEMA bullmq TO ${name};
      GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA bullmq TO ${name};
    `);
  } finally {
    await client.end();
  }
}
