import { EventEmitter } from 'node:events';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { PersonRow } from '#persistence/repositories/people';
import type { Queryable } from '#persistence/repositories/queryable';
import { findLiveSession, findLiveToken, insertSession, listSessions, revokeSession, touchSession, type LogInMethod, type SessionItemRow } from '#persistence/repositories/sessions';
import { insertToken, revokeToken, touchToken } from '#persistence/repositories/tokens';
import type { Actor, Proof } from '../common/actor.ts';
import { HOUR_MS, MINUTE_MS } from '../common/settings.ts';
import { DATA_SOURCE, NOW, type Now } from '../common/tokens.ts';
import { hashSecret, newSecret } from './session-cookie.ts';

/** A session ends after so long without a request … */
const IDLE_MS = 2 * HOUR_MS;
/** … or, while a stream is open, after so long … */
const IDLE_STREAMING_MS = 12 * HOUR_MS;
/** … and in any case. */
const ABSOLUTE_MS = 24 * HOUR_MS;
export const TOKEN_MS = 2 * HOUR_MS;
export const TOKEN_PREFIX = 'cst_';

/** Where a log-in came from, as its person is shown it. */
export interface Client {
  address: string | null;
  userAgent: string | null;
}

/** Sessions of browsers and bearer tokens of scripts: separate secrets, none derived from another. */
@Injectable()
export class SessionsService {
  /** Says `ended` with a person's id when log-ins of theirs end here: open streams look again at once instead of within the minute. */
  readonly changes = new EventEmitter().setMaxListeners(0);

  constructor(
    @Inject(DATA_SOURCE) private readonly db: DataSource,
    @Inject(NOW) private readonly now: Now,
  ) {}

  /** A new session, in the caller's transaction; answers its secret. */
  async open(db: Queryable, personId: string, method: LogInMethod, { address, userAgent }: Client): Promise<string> {
    const { secret, hash } = newSecret();
    const now = this.now();
    await insertSession(db, { hash, personId, method, address, userAgent, now, expiresAt: now + ABSOLUTE_MS });
    return secret;
  }

  /** A new bearer token of a log-in; answers it and its end, epoch ms. */
  async issueToken(db: Queryable, personId: string, method: LogInMethod): Promise<{ token: string; expiresAt: number }> {
    const { secret, hash } = newSecret(TOKEN_PREFIX);
    const now = this.now();
    await insertToken(db, { hash, personId, method, now, expiresAt: now + TOKEN_MS });
    return { token: secret, expiresAt: now + TOKEN_MS };
  }

  async bySession(secret: string): Promise<Actor | null> {
    const hash = hashSecret(secret);
    const now = this.now();
    const row = await findLiveSession(this.db, hash, now, now - IDLE_MS);
    if (!row) return null;
    // Once a minute is often enough to know that someone is there.
    if (now - row.seen_at > MINUTE_MS) await touchSession(this.db, hash, now);
    return actorOf(row, { kind: 'session', hash, method: row.method, scopes: null });
  }

  async byToken(secret: string): Promise<Actor | null> {
    const hash = hashSecret(secret);
    const now = this.now();
    const row = await findLiveToken(this.db, hash, now);
    if (!row) return null;
    if (now - (row.used_at ?? 0) > MINUTE_MS) await touchToken(this.db, hash, now);
    return actorOf(row, { kind: 'token', hash, method: row.method, scopes: row.scopes });
  }

  /**
   * Looks at an open stream's session again. While the stream is open the session is kept just short of idle, up to 12 h after
   * the last request (`lastActive`, epoch ms). Null when the session has ended.
   */
  async recheck(proof: Proof, lastActive: number): Promise<Actor | null> {
    const now = this.now();
    if (proof.kind === 'token') {
      const person = await findLiveToken(this.db, proof.hash, now);
      return person && actorOf(person, proof);
    }
    if (now - lastActive > IDLE_STREAMING_MS) return null;
    const row = await findLiveSession(this.db, proof.hash, now, now - IDLE_MS);
    if (row) await touchSession(this.db, proof.hash, now - IDLE_MS + 3 * MINUTE_MS);
    return row && actorOf(row, proof);
  }

  list(actor: Actor): Promise<SessionItemRow[]> {
    const now = this.now();
    return listSessions(this.db, actor.id, { currentHash: actor.proof.hash, now, idleBefore: now - IDLE_MS });
  }

  async end(db: Queryable, { kind, hash }: Pick<Proof, 'kind' | 'hash'>): Promise<void> {
    await (kind === 'session' ? revokeSession : revokeToken)(db, hash, this.now());
  }

  /** Ends the session a browser still carried at log-in: the id is never kept across it. */
  async endSecret(db: Queryable, secret: string): Promise<void> {
    await revokeSession(db, hashSecret(secret), this.now());
  }

  /** To be called once a transaction that ended log-ins of this person is committed. */
  ended(personId: string): void {
    this.changes.emit('ended', personId);
  }
}

function actorOf(row: PersonRow & { second_factor: boolean }, proof: Proof): Actor {
  return { id: row.id, role: row.platform_role, email: row.email, name: row.name, locale: row.locale, secondFactor: row.second_factor, proof };
}
