import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { readFeed, type FeedPosition, type FeedRow } from '#persistence/repositories/feed';
import { DATA_SOURCE, LOGGER, type Log } from '../common/tokens.ts';
import { comparePositions } from './cursor.ts';

const POLL_MS = 150;
const PAGE = 500;
export type FeedListener = (rows: readonly FeedRow[]) => void;

/**
 * One reader of the feed for all live connections of this process: it looks while anybody listens. A connection that resumes
 * reads for itself until it has caught up with the head, then listens here.
 */
@Injectable()
export class FeedService implements OnModuleDestroy {
  private readonly listeners = new Set<FeedListener>();
  private head: FeedPosition | undefined;
  private timer: NodeJS.Timeout | undefined;
  private reading = false;
  private failing = false;
  private closed = false;

  constructor(
    @Inject(DATA_SOURCE) private readonly db: DataSource,
    @Inject(LOGGER) private readonly log: Log,
  ) {}

  /** Hands every row after `from` to `listener`, in order and once; the answer stops it. Rejects when the database does not answer. */
  async follow(from: FeedPosition, listener: FeedListener): Promise<() => void> {
    let position = from;
    const deliver: FeedListener = (rows) => {
      const newer = rows.filter((row) => comparePositions(row, position) > 0);
      if (newer.length === 0) return;
      position = newer.at(-1)!;
      listener(newer);
    };
    for (let caughtUp = false; !caughtUp; ) {
      const before = this.head;
      const rows = await readFeed(this.db, position, PAGE);
      deliver(rows);
      // Caught up when nothing is left and the head did not move meanwhile. From here to `add` nothing is awaited: no row slips between.
      caughtUp = rows.length < PAGE && this.head === before;
    }
    this.listeners.add(deliver);
    if (!this.head || this.listeners.size === 1) this.head = position;
    this.schedule();
    return () => this.leave(deliver);
  }

  onModuleDestroy(): void {
    this.closed = true;
    clearTimeout(this.timer);
  }

  private leave(listener: FeedListener): void {
    this.listeners.delete(listener);
    if (this.listeners.size > 0) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.head = undefined;
  }

  private schedule(delayMs = POLL_MS): void {
    if (this.timer || this.reading || this.closed || this.listeners.size === 0) return;
    this.timer = setTimeout(() => void this.tick(), delayMs);
  }

  private async tick(): Promise<void> {
    this.timer = undefined;
    this.reading = true;
    const more = await this.advance().catch((error: unknown) => {
      // Said once per outage; the loop goes on and nothing is lost, because the head stays where it was.
      if (!this.failing) this.log.warn({ err: error }, 'the live feed cannot read');
      this.failing = true;
      return false;
    });
    this.reading = false;
    this.schedule(more ? 0 : POLL_MS);
  }

  /** Reads one page past the head and tells everyone; true when there may be more. */
  private async advance(): Promise<boolean> {
    if (!this.head) return false;
    const rows = await readFeed(this.db, this.head, PAGE);
    this.failing = false;
    const last = rows.at(-1);
    if (!last) return false;
    this.head = last;
    for (const listener of this.listeners) listener(rows);
    return rows.length === PAGE;
  }
}
