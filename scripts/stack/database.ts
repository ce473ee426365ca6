import path from 'node:path';
import { createDataSource } from '#persistence/data-source';
import { APP_ROLE, runMigrations } from '#persistence/migrate';
import { importPlaybooks } from '#persistence/playbooks/import';
import { seedDemo } from '#persistence/seed/demo';
import { defaultOrgCalendar } from '#platform/calendars/org-calendar';
import { loadPlaybooks } from '#platform/playbooks/load';
import { migrateQueues } from '#platform/queues/migrate';

/** Brings a database to this release: tables, the application's role with its password, queue tables (unless Redis carries the queues). Repeatable. */
export async function prepareDatabase(ownerUrl: string, appPassword: string, { queues }: { queues: boolean }): Promise<void> {
  await runMigrations(ownerUrl, { appPassword });
  if (queues) await migrateQueues(ownerUrl, APP_ROLE);
}

/** Brings in the default playbooks of the clone at `root` (`importPlaybooks`). */
export async function importDefaults(ownerUrl: string, root: string): Promise<void> {
  const dataSource = await createDataSource(ownerUrl, { poolSize: 2, applicationName: 'callsheet-import' });
  try {
    const playbooks = await loadPlaybooks(path.join(root, 'playbooks'));
    await dataSource.transaction((manager) => importPlaybooks(manager, playbooks, Date.now()));
  } finally {
    await dataSource.destroy();
  }
}

/** Adds the demo organisation, its calendar and the default playbooks of the clone at `root`; what is there stays as it is. */
export async function seedDatabase(ownerUrl: string, root: string): Promise<void> {
  const dataSource = await createDataSource(ownerUrl, { poolSize: 2, applicationName: 'callsheet-seed' });
  try {
    await seedDemo(dataSource, { calendar: defaultOrgCalendar(), playbooks: await loadPlaybooks(path.join(root, 'playbooks')) });
  } finally {
    await dataSource.destroy();
  }
}

/** The application's connection string, from the owner's: same server and database, role `callsheet_app`. */
export function appUrl(ownerUrl: string, appPassword: string): string {
  const url = new URL(ownerUrl);
  url.username = APP_ROLE;
  url.password = appPassword;
  return url.toString();
}
