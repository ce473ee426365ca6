import type { TemporalSettings } from '#platform/config/config';
import type { ObjectSettings } from '#platform/objects/object-store';

/** Injection tokens for what is not a class. */
export const SETTINGS = Symbol('worker settings');
export const LOG = Symbol('log');
export const DATABASE = Symbol('database');
export const CHANNELS = Symbol('channels');
export const OBJECTS = Symbol('objects');
export const DELIVERY_QUEUE = Symbol('delivery queue');

/** What the worker needs to know of its surroundings: a part of the configuration. */
export interface WorkerSettings {
  database: { url: string; pool: number };
  temporal: TemporalSettings;
  queue: { redisUrl: string | undefined };
  mail: { smtpUrl: string; from: string };
  http: { publicUrl: string };
  objects: ObjectSettings;
  workflowBundle: string;
  /** Open what letters carry sealed. */
  secretKeys: readonly string[];
}
