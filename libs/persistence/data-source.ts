import type { Pool } from 'pg';
import pg from 'pg';
import { DataSource, type DataSourceOptions } from 'typeorm';

export interface DataSourceSettings {
  /** Most connections of the pool. */
  poolSize?: number;
  /** Connections opened before the first request, so that it does not pay for them. */
  warm?: number;
  applicationName?: string;
}

const INT8 = 20;
/** `bigint` columns hold epoch ms and counters, all below 2^53: read them as numbers, on our own connections only. */
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => (oid === INT8 && format !== 'binary' ? Number : pg.types.getTypeParser(oid, format as 'text')),
};

/**
 * A connection that is lost while somebody holds it says so by its query, and by an event which, unheard, would end the process;
 * pg's pool listens only to those that nobody holds.
 */
class HeldClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}

/**
 * The application's connection to PostgreSQL: a TypeORM data source, initialised, whose pg pool is warm.
 * Hot paths take the pool itself (`poolOf`) and use named prepared statements.
 */
export async function createDataSource(url: string, settings: DataSourceSettings = {}): Promise<DataSource> {
  const dataSource = await new DataSource(options(url, settings)).initialize();
  const pool = poolOf(dataSource);
  await Promise.all(Array.from({ length: settings.warm ?? 2 }, () => pool.query('SELECT 1')));
  return dataSource;
}

/** The pg pool inside a data source. */
export function poolOf(dataSource: DataSource): Pool {
  return (dataSource.driver as unknown as { master: Pool }).master;
}

function options(url: string, settings: DataSourceSettings): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    applicationName: settings.applicationName ?? 'callsheet',
    poolSize: settings.poolSize ?? 10,
    // Our statements are many and fixed: after the first few uses a plan made once is as good and much cheaper. JIT never pays here.
    extra: { Client: HeldClient, types, options: '-c plan_cache_mode=force_generic_plan -c jit=off', keepAlive: true, idleTimeoutMillis: 60_000 },
    entities: [],
    synchronize: false,
    logging: false,
  };
}
