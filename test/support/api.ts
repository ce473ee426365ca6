import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { hash } from '@node-rs/argon2';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Client } from '@temporalio/client';
import type { DataSource } from 'typeorm';
import { createDataSource } from '#persistence/data-source';
import { runMigrations } from '#persistence/migrate';
import { readConfig, type Config } from '#platform/config/config';
import { createLogger } from '#platform/logger';
import { createTemporalClient } from '#platform/temporal-client';
import type { AppDeps } from '../../apps/api/src/common/tokens.ts';
import { createApp } from '../../apps/api/src/create-app.ts';
import { createTestDatabase, TEST_APP_PASSWORD } from './database.ts';

/** The API over a migrated database of its own; nothing listens at Temporal's address unless a client is handed in. */
export interface TestApi {
  app: NestExpressApplication;
  db: DataSource;
  config: Config;
  /** Connection string of the owner of its tables. */
  ownerUrl: string;
  close(): Promise<void>;
}


/** Starts it as the role the application runs as, on no fixed port (`app.getHttpServer()` for supertest). */
export async function startTestApi(options: { env?: NodeJS.ProcessEnv; temporal?: Client; now?: () => number; deliveries?: AppDeps['deliveries'] } = {}): Promise<TestApi> {
  const database = await createTestDatabase();
  await runMigrations(database.url, { appPassword: TEST_APP_PASSWORD });
  const url = new URL(database.url);
  url.username = 'callsheet_app';
  url.password = TEST_APP_PASSWORD;
  const objects = path.join(tmpdir(), `callsheet-objects-${randomUUID()}`);
  const config = readConfig({ NODE_ENV: 'test', OBJECTS_DIR: objects, DATABASE_URL: url.toString(), TEMPORAL_ADDRESS: '127.0.0.1:1', ...options.env });
  const db = await createDataSource(config.database.url);
  const temporal = options.temporal ?? createTemporalClient(config.temporal);
  const app = await createApp({ config, dataSource: db, temporal, log: createLogger('test', process.env.TEST_LOG_LEVEL ?? 'silent'), ...(options.now ? { now: options.now } : {}), ...(options.deliveries ? { deliveries: options.deliveries } : {}) });
  await app.listen(0, '127.0.0.1');
  const close = async (): Promise<void> => {
    await app.close();
    await database.drop();
    await rm(objects, { recursive: true, force: true });
  };
  return { app, db, config, ownerUrl: database.url, close };
}

export interface TestPerson {
  id: string;
  email: string;
}

/** A person who logs in with `password`. */
export async function addPerson(db: DataSource, role: 'admin' | 'manager' | 'member' | 'viewer', name: string, password = 'a long password'): Promise<TestPerson> {
  const person = { id: randomUUID(), email: `${name}@example.com` };
  const passwordHash = await hash(password, { memoryCost: 4_096, timeCost: 1, parallelism: 1 });
  await db.query(`INSERT INTO person (id, email, name, locale, time_zone, platform_role, password_hash) VALUES ($1, $2, $3, 'en', 'Asia/Shanghai', $4, $5)`, [person.id, person.email, name, role, passwordHash]);
  return person;
}
