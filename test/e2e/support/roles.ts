import { readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import type { RunningStack } from './stack.ts';

/** The stack's database as its application sees it; the caller ends it. */
export async function databaseOf(stack: RunningStack): Promise<pg.Pool> {
  const { appPassword } = JSON.parse(await readFile(path.join(stack.home, 'secrets.json'), 'utf8')) as { appPassword: string };
  const address = stack.output().match(/PostgreSQL +(\S+:\d+\/\w+)/)?.[1];
  return new pg.Pool({ connectionString: `postgres://callsheet_app:${appPassword}@${address}` });
}

/** Gives a person one more role. No route does that yet, so it is written as the application's database role. */
export async function alsoHolds(stack: RunningStack, personId: string, role: string): Promise<void> {
  const client = await databaseOf(stack);
  try {
    await client.query('INSERT INTO person_role (person_id, role) VALUES ($1, $2)', [personId, role]);
  } finally {
    await client.end();
  }
}
