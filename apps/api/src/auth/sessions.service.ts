import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { PersonRow } from '#persistence/repositories/people';
import {
  findLiveSession, findLiveToken, insertSession, insertToken, revokeSession, revokeToken, touchSession,
} from '#persistence/repositories/sessions';
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

/** Sessions of browsers and bearer tokens of scripts: two separate secrets, neither derived from the other. */
@Injectable()
export class SessionsService {
  constructor(
    @Inject(DATA_SOURCE) private readonly db: DataSource,
    @Inject(NOW) private readonly now: Now,
  ) {}

  /** A new session; answers its secret. */
  async open(personId: string): Promise<string> {
    const { secret, hash } = newSecret();
    const now = this.now();
    await insertSession(this.db, { hash, personId, now, expiresAt: now + ABSOLUTE_MS });
    return secret;
  }

  /** A new bearer token; answers it and its end, epoch ms. */
  async issueToken(personId: string): Promise<{ token: string; expiresAt: number }> {
    const { secret, hash } = newSecret(TOKEN_PREFIX);
    const now = this.now();
    await insertToken(this.db, { hash, personId, now, expiresAt: now + TOKEN_MS });
    return { token: secret, expiresAt: now + TOKEN_MS };
  }

  async bySession(secret: string): Promise<Actor | null> {
    const hash = hashSecret(secret);
    const now = this.now();
    const row = await findLiveSession(this.db, hash, now, now - IDLE_MS);
    if (!row) return null;
    // Once a minute is often enough to know that someone is there.
    if (now - row.seen_at > MINUTE_MS) await touchSession(this.db, hash, now);
    return actorOf(row, { kind: 'session', hash });
  }

  async byToken(secret: string): Promise<Actor | null> {
    const hash = hashSecret(secret);
    const row = await findLiveToken(this.db, hash, this.now());
    return row && actorOf(row, { kind: 'token', hash });
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

  async end({ kind, hash }: Proof): Promise<void> {
    await (kind === 'session' ? revokeSession : revokeToken)(this.db, hash, this.now());
  }

  /** Ends the session a browser still carried at log-in: the id is never kept across it. */
  async endSecret(secret: string): Promise<void> {
    await revokeSession(this.db, hashSecret(secret), this.now());
  }
}

function actorOf(row: PersonRow, proof: Proof): Actor {
  return { id: row.id, role: row.platform_role, email: row.email, name: row.name, locale: row.locale, proof };
}
