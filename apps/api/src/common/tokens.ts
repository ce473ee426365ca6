import type { Client } from '@temporalio/client';
import type { DataSource } from 'typeorm';
import type { Config } from '#platform/config/config';

/** Injection tokens of what the whole API shares. Use `@Inject(DATA_SOURCE) db: DataSource` and so on. */
export const DATA_SOURCE = Symbol('DATA_SOURCE');
export const CONFIG = Symbol('CONFIG');
export const TEMPORAL_CLIENT = Symbol('TEMPORAL_CLIENT');
export const NOW = Symbol('NOW');
export const LOGGER = Symbol('LOGGER');
/** The `ObjectStore`. */
export const OBJECTS = Symbol('OBJECTS');

/** The time, epoch ms; handed in so that tests own it. */
export type Now = () => number;

/** What the API logs through; pino fits. */
export interface Log {
  debug(fields: object, message?: string): void;
  info(fields: object, message?: string): void;
  warn(fields: object, message?: string): void;
  error(fields: object, message?: string): void;
}

/** Everything `createApp` needs from outside. */
export interface AppDeps {
  config: Config;
  dataSource: DataSource;
  temporal: Client;
  log: Log;
  now?: Now;
}
