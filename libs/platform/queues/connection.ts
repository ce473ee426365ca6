import { createPostgresBackend, Queue, Worker, type Processor, type WorkerOptions } from 'bullmq';

/** Where BullMQ keeps its jobs: Redis when its address is set, else the application's PostgreSQL, schema `bullmq`. */
export interface QueueSettings {
  databaseUrl: string;
  redisUrl?: string | undefined;
}

/** Few connections: jobs carry an id only, and the queue must not take from the pool that records events. */
const postgres = (settings: QueueSettings) => ({ connectionString: settings.databaseUrl, max: 4, keepAlive: true });
/** Commands fail at once while Redis is away, instead of piling up; the sweeper brings what they would have. */
const redis = (url: string, role: 'queue' | 'worker') => ({ url, maxRetriesPerRequest: role === 'worker' ? null : 1, enableOfflineQueue: role === 'worker' });

/** Opens a queue for adding jobs. Connects lazily; errors of the connection go to `onError` and are never thrown. */
export function openQueue<T>(name: string, settings: QueueSettings, onError: (error: Error) => void): Queue<T> {
  const queue = settings.redisUrl
    ? new Queue<T>(name, { connection: redis(settings.redisUrl, 'queue') })
    : new Queue(name, { connection: postgres(settings) }, createPostgresBackend);
  queue.on('error', onError);
  return queue as unknown as Queue<T>;
}

/** Starts a consumer of a queue. It reconnects by itself; `close()` waits for the job in hand. */
export function openWorker<T>(name: string, process: Processor<T>, settings: QueueSettings, options: Omit<WorkerOptions, 'connection'>, onError: (error: Error) => void): Worker<T> {
  const worker = settings.redisUrl
    ? new Worker<T>(name, process, { ...options, connection: redis(settings.redisUrl, 'worker') })
    : new Worker(name, process as Processor, { ...options, connection: postgres(settings) }, createPostgresBackend);
  worker.on('error', onError);
  return worker as unknown as Worker<T>;
}
