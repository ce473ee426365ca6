import { DelayedError, type Queue, type Worker } from 'bullmq';
import { QUEUES } from '#contracts/names';
import { openQueue, openWorker, type QueueSettings } from './connection.ts';

/** A job only says which row's turn it is: the row decides whether anything is sent. */
export interface DeliveryJob {
  deliveryId: string;
}
/** What the processor did; `retryAt` (epoch ms) asks to be called again. */
export type DeliveryTurn = { done: true } | { done: false; retryAt: number };

export interface DeliveryQueue {
  /** Asks for these deliveries' turns. An id that already waits is not added twice. @throws when the queue is down. */
  enqueue(deliveryIds: readonly string[]): Promise<void>;
  /** Resolves when the queue can be used. @throws when its server is away or its tables are not there yet. */
  ready(): Promise<void>;
  close(): Promise<void>;
}

/** Finished jobs leave nothing behind: the `delivery` row is the log. */
const JOB = { removeOnComplete: true, removeOnFail: true, attempts: 1 } as const;

/** Opens the delivery queue for adding, at its first use. Connection errors go to `onError`; deliveries then wait for the sweeper. */
export function createDeliveryQueue(settings: QueueSettings, onError: (error: Error) => void): DeliveryQueue {
  let queue: Queue<DeliveryJob> | undefined;
  /** BullMQ remembers for ever that a connection could not be made: after a failure the next use opens another one. */
  const using = async (use: (open: Queue<DeliveryJob>) => Promise<unknown>): Promise<void> => {
    const open = (queue ??= openQueue<DeliveryJob>(QUEUES.delivery, settings, onError));
    try {
      await use(open);
    } catch (error) {
      if (queue === open) queue = undefined;
      await open.close().catch(onError);
      throw error;
    }
  };
  return {
    async enqueue(deliveryIds) {
      if (deliveryIds.length === 0) return;
      await using((open) => open.addBulk(deliveryIds.map((deliveryId) => ({ name: 'deliver', data: { deliveryId }, opts: { ...JOB, jobId: deliveryId } }))));
    },
    ready: () => using((open) => open.waitUntilReady()),
    close: async () => queue?.close(),
  };
}

/** Starts taking turns. `deliver` must not throw for a refused delivery: it answers when to come back. */
export function createDeliveryWorker(settings: QueueSettings, deliver: (deliveryId: string) => Promise<DeliveryTurn>, onError: (error: Error) => void, concurrency = 8): Worker<DeliveryJob> {
  return openWorker<DeliveryJob>(
    QUEUES.delivery,
    async (job, token) => {
      const turn = await deliver(job.data.deliveryId);
      if (turn.done) return;
      await job.moveToDelayed(turn.retryAt, token);
      throw new DelayedError();
    },
    settings,
    { concurrency },
    onError,
  );
}
