import type { Client } from '@temporalio/client';
import type { DataSource } from 'typeorm';
import type { Config } from '#platform/config/config';
import type { DeliveryQueue } from '#platform/queues/delivery-queue';

/** Injection tokens of what the whole API shares. Use `@Inject(DATA_SOURCE) db: DataSource` and so on. */
export const DATA_SOURCE = Symbol('DATA_SOURCE');
export const CONFIG = Symbol('CONFIG');
export const TEMPORAL_CLIENT = Symbol('TEMPORAL_CLIENT');
export const NOW = Symbol('NOW');
export const LOGGER = Symbol('LOGGER');
/** The `ObjectStore`. */
export const OBJECTS = Symbol('OBJECTS');
export const SEALER = Symbol('SEALER');
export const DELIVERIES = Symbol('DELIVERIES');

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
  /** Wakes deliveries that a request has written; without it they wait for the worker's sweeper. */
  deliveries?: Pick<DeliveryQueue, 'enqueue' | 'close'>;
  now?: Now;
}
