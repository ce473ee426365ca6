import { randomUUID } from 'node:crypto';
import pg from 'pg';

/** Password of `callsheet_app` in every suite: roles belong to the whole server, and suites run side by side. The quote is there to be escaped. */
export const TEST_APP_PASSWORD = "it's a secret";

export interface TestDatabase {
  /** Owner's connection string of a new, empty database. */
  url: string;
  drop(): Promise<void>;
}

/** A database of the suite's own on the server that `postgres-setup.ts` started. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = process.env.TEST_DATABASE_URL;
  if (!server) throw new Error('TEST_DATABASE_URL is not set: run this suite in the jest project "integration"');
  const name = `t_${randomUUID().replaceAll('-', '')}`;
  await query(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.toString(), drop: () => query(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

async function query(server: string, sql: string): Promise<void> {
  const client = new pg.Client(server);
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
