import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { appUrl } from './database.ts';
import { readSettings } from './settings.ts';

/** Connection string for a tool: DATABASE_URL, else the database of this clone's own stack. @throws Error when there is neither. */
export async function databaseUrl(): Promise<string> {
  if (process.env.DATABASE_URL) return process.env.DATABASE_URL;
  const { home, ports } = readSettings(path.resolve(import.meta.dirname, '../../..'), process.env);
  const secrets = await readFile(path.join(home, 'secrets.json'), 'utf8').catch(() => {
    throw new Error('No database: set DATABASE_URL, or start this clone once with npm start.');
  });
  return appUrl(`postgres://127.0.0.1:${ports.postgres}/callsheet`, (JSON.parse(secrets) as { appPassword: string }).appPassword);
}
