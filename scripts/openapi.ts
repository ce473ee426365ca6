import pg from 'pg';
import { DataSource } from 'typeorm';
import { readConfig } from '#platform/config/config';
import { createLogger } from '#platform/logger';
import { createTemporalClient } from '#platform/temporal-client';
import { createApp } from '../apps/api/src/create-app.ts';
import { OpenApiService } from '../apps/api/src/openapi/openapi.service.ts';

/** Prints the OpenAPI document. Nothing is connected to: the routes alone say what they are. */
const config = readConfig({ NODE_ENV: 'test', DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });
const dataSource = new DataSource({ type: 'postgres' });
// Services take the pool when they are made; it opens no connection before its first query.
Object.assign(dataSource.driver, { master: new pg.Pool({ connectionString: config.database.url }) });
const app = await createApp({ config, dataSource, temporal: createTemporalClient(config.temporal), log: createLogger('openapi', 'silent') });
process.stdout.write(`${JSON.stringify(app.get(OpenApiService).document())}\n`, () => process.exit(0));
