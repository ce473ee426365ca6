import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { Response } from 'express';
import type { DataSource } from 'typeorm';
import { AppError } from '#domain/errors';
import { readFrontier, type FeedPosition, type FeedRow } from '#persistence/repositories/feed';
import { SessionsService } from '../auth/sessions.service.ts';
import type { Actor } from '../common/actor.ts';
import { MINUTE_MS } from '../common/settings.ts';
import { DATA_SOURCE, LOGGER, NOW, type Log, type Now } from '../common/tokens.ts';
import { Connection } from './connection.ts';
import { atFrontier, formatCursor, parseCursor } from './cursor.ts';
import { FeedService } from './feed.service.ts';
import { Sight } from './sight.ts';

const BEAT_MS = 15_000;
const STREAMS_PER_PERSON = 20;

/** Live streams: each follows the feed from its cursor, sees what its reader may see, and ends with its session. */
@Injectable()
export class StreamService implements BeforeApplicationShutdown {
  private readonly open = new Map<Connection, string>();

  constructor(
    @Inject(DATA_SOURCE) private readonly db: DataSource,
    @Inject(NOW) private readonly now: Now,
    @Inject(LOGGER) private readonly log: Log,
    private readonly feed: FeedService,
    private readonly sessions: SessionsService,
  ) {}

  /** Serves one stream until it is closed. A void cursor answers `reset`: the page reads its lists again and goes on from now. */
  async serve(actor: Actor, lastId: string | undefined, response: Response): Promise<void> {
    if ([...this.open.values()].filter((id) => id === actor.id).length >= STREAMS_PER_PERSON) throw new AppError('too-many-requests', { rule: 'too-many-streams', retryAfterMs: BEAT_MS });
    const frontier = await readFrontier(this.db);
    const resumed = lastId === undefined ? undefined : parseCursor(lastId, frontier);
    const from = resumed ?? atFrontier(frontier);
    const connection = new Connection(response);
    this.open.set(connection, actor.id);
    const id = formatCursor(frontier.cluster, from);
    if (lastId !== undefined && !resumed) connection.send('reset', {}, id);
    else connection.send('ready', {}, id);
    try {
      await this.run(connection, new Sight(this.db, this.now, actor), frontier.cluster, from);
    } catch (error) {
      this.log.warn({ err: error }, 'a stream ended early');
      connection.end();
    } finally {
      this.open.delete(connection);
    }
  }

  beforeApplicationShutdown(): void {
    for (const connection of this.open.keys()) connection.end();
  }

  private async run(connection: Connection, sight: Sight, cluster: string, from: FeedPosition): Promise<void> {
    let position = from;
    // One after the other: what a reader may see is asked of the database, and the order must hold.
    let turn = Promise.resolve();
    const show = async (rows: readonly FeedRow[]): Promise<void> => {
      for (const row of await sight.of(rows)) connection.send(row.source, row.body, formatCursor(cluster, row));
      position = rows.at(-1) ?? position;
    };
    const stop = await this.feed.follow(from, (rows) => {
      turn = turn.then(() => show(rows)).catch(() => connection.end());
    });
    const beat = setInterval(() => connection.beat(formatCursor(cluster, position)), BEAT_MS);
    const unwatch = this.watchSession(connection, sight);
    await connection.closed;
    stop();
    clearInterval(beat);
    unwatch();
  }

  /** Looks once a minute, and at once when log-ins of this person end in this process, whether the session still stands; ends the stream when it does not. */
  private watchSession(connection: Connection, sight: Sight): () => void {
    const lastActive = this.now();
    const check = (): void => {
      this.sessions
        .recheck(sight.actor.proof, lastActive)
        .then((actor) => {
          if (actor) sight.actor = actor;
          else this.expire(connection);
        })
        .catch((error: unknown) => this.log.warn({ err: error }, 'a session could not be checked'));
    };
    const timer = setInterval(check, MINUTE_MS);
    const ended = (personId: string): void => (personId === sight.actor.id ? check() : undefined);
    this.sessions.changes.on('ended', ended);
    return () => {
      clearInterval(timer);
      this.sessions.changes.off('ended', ended);
    };
  }

  private expire(connection: Connection): void {
    connection.send('end', { reason: 'session-ended' });
    connection.end();
  }
}
