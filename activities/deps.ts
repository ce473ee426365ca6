import type { Pool } from 'pg';
import type { Logger } from '#platform/logger';

/** What was just committed, for whoever wants to hurry its readers and senders along. */
export interface Committed {
  runId: string;
  deliveryIds: string[];
}

/** What activities are made of; the worker wires it. */
export interface ActivityDeps {
  /** Pool of the application's role (`poolOf(dataSource)`). */
  pool: Pool;
  logger: Logger;
  /** Epoch ms; the wall clock by default. */
  now?: () => number;
  /** Wakes live feeds and enqueues deliveries. Gets 200 ms; a failure or delay is logged and nothing else: a sweeper finds the rows. */
  afterCommit?: (committed: Committed) => Promise<void>;
}
