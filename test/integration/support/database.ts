import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { createDataSource, poolOf } from '#persistence/data-source';
import { APP_ROLE, runMigrations } from '#persistence/migrate';
import { seedDemo } from '#persistence/seed/demo';
import { defaultOrgCalendar } from '#platform/calendars/org-calendar';
import { createTestDatabase, TEST_APP_PASSWORD } from '../../support/database.ts';

export interface DemoDatabase {
  ownerUrl: string;
  /** As the application's role. */
  url: string;
  dataSource: DataSource;
  pool: Pool;
  close(): Promise<void>;
}

const appPassword = TEST_APP_PASSWORD;

/** A migrated database with the demo organisation, reached as the application's role. */
export async function demoDatabase(): Promise<DemoDatabase> {
  const database = await createTestDatabase();
  await runMigrations(database.url, { appPassword });
  const url = new URL(database.url);
  url.username = APP_ROLE;
  url.password = appPassword;
  const dataSource = await createDataSource(url.toString());
  await seedDemo(dataSource, { calendar: defaultOrgCalendar(), playbooks: [] });
  return {
    ownerUrl: database.url,
    url: url.toString(),
    dataSource,
    pool: poolOf(dataSource),
    async close() {
      await dataSource.destroy();
      await database.drop();
    },
  };
}
