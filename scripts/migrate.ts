import path from 'node:path';
import { config } from '#platform/config/config';
import { importDefaults, prepareDatabase, seedDatabase } from './stack/database.ts';

/**
 * `npm run migrate`: brings the database of DATABASE_OWNER_URL to this release; the application's role gets the password in DATABASE_URL.
 * It brings in the default playbooks of this release; with SEED_DEMO=true it adds the demo organisation. Safe to repeat.
 */
async function main(): Promise<void> {
  const { database, queue, seedDemo } = config();
  if (!database.ownerUrl) throw new Error('DATABASE_OWNER_URL is not set: migrations run as the owner of the tables.');
  await prepareDatabase(database.ownerUrl, decodeURIComponent(new URL(database.url).password), { queues: !queue.redisUrl });
  const root = path.resolve(import.meta.dirname, '../..');
  await importDefaults(database.ownerUrl, root);
  if (seedDemo) await seedDatabase(database.ownerUrl, root);
  console.log('The database is at this release.');
}

main().catch((error: Error) => {
  console.error(`✖ ${error.message}`);
  process.exit(1);
});
