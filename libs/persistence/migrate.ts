import pg from 'pg';
import { DataSource } from 'typeorm';
import { migrations } from '../../migrations/index.ts';

export interface MigrateOptions {
  /** Password that the application's role gets. */
  appPassword: string;
}
/** The role that API and worker run as. Only the owner may change tables, and nobody rewrites what happened. */
export const APP_ROLE = 'callsheet_app';
/** Insert and read only: the record of what happened (architecture.md, "The tables, precisely"). */
const APPEND_ONLY = ['run_event', 'activity_log', 'audit_entry'];

/**
 * Brings the database at `ownerUrl` to this release: migrations, the application's role and its rights. Safe to repeat,
 * and by several processes at once (a lock makes them take turns). Throws what PostgreSQL answers.
 */
export async function runMigrations(ownerUrl: string, { appPassword }: MigrateOptions): Promise<void> {
  const owner = await new DataSource({ type: 'postgres', url: ownerUrl, applicationName: 'callsheet-migrate', migrations, migrationsTransactionMode: 'each', poolSize: 2 }).initialize();
  const lock = owner.createQueryRunner();
  try {
    await lock.query(`SELECT pg_advisory_lock(hashtext('callsheet-migrate'))`);
    await owner.runMigrations();
    if (!(await mayLogIn(ownerUrl, appPassword))) await ensureRole(owner, appPassword);
    await grant(owner);
  } finally {
    await lock.query(`SELECT pg_advisory_unlock(hashtext('callsheet-migrate'))`).catch(() => undefined);
    await lock.release();
    await owner.destroy();
  }
}

/** Whether the role has this password already. Setting it again would change its salt and turn away whoever is logging in at that moment. */
async function mayLogIn(ownerUrl: string, password: string): Promise<boolean> {
  const url = Object.assign(new URL(ownerUrl), { username: APP_ROLE, password: encodeURIComponent(password) }).toString();
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Roles belong to the whole cluster, where two databases may be migrated at once: losing that race is success. */
async function ensureRole(owner: DataSource, password: string): Promise<void> {
  await owner.query(`DO $$ BEGIN CREATE ROLE ${APP_ROLE} LOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`);
  const [quoted] = (await owner.query('SELECT quote_literal($1) AS password', [password])) as Array<{ password: string }>;
  for (let attempt = 1; ; attempt += 1) {
    try {
      await owner.query(`ALTER ROLE ${APP_ROLE} LOGIN PASSWORD ${quoted!.password}`);
      return;
    } catch (error) {
      if (attempt === 5 || !String(error).includes('concurrently updated')) throw error;
    }
  }
}

async function grant(owner: DataSource): Promise<void> {
  const appendOnly = APPEND_ONLY.join(', ');
  await owner.query(`
    GRANT USAGE ON SCHEMA public TO ${APP_ROLE};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${APP_ROLE};
    GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${APP_ROLE};
    REVOKE UPDATE, DELETE, TRUNCATE ON ${appendOnly} FROM ${APP_ROLE};
    REVOKE UPDATE, DELETE, TRUNCATE ON playbook FROM ${APP_ROLE};
    GRANT UPDATE (status, retired_at, retired_by, retired_reason) ON playbook TO ${APP_ROLE};
    REVOKE ALL ON migrations FROM ${APP_ROLE};
    GRANT SELECT ON migrations TO ${APP_ROLE};
  `);
}
