import { DEMO_DOMAIN, DEMO_PASSWORD } from '#persistence/seed/demo-people';

const ATTEMPT_MS = 8_000;

export interface Reply {
  status: number;
  body: Record<string, unknown>;
}
export interface Post {
  body: string;
  key: string;
}

/** The demo people at their browsers: one attempt at a time, and no opinion on what is answered. */
export class Browser {
  private readonly logIns = new Map<string, Promise<{ token: string; person: { id: string } }>>();

  constructor(readonly api: string) {}

  /** Null when nobody answered, or the reader gave up: after `giveUpMs`, or 8 s. */
  async attempt(who: string, method: string, path: string, post?: Post, giveUpMs = ATTEMPT_MS): Promise<Reply | null> {
    try {
      const headers = { Authorization: `Bearer ${await this.token(who)}`, 'Content-Type': 'application/json', ...(post ? { 'Idempotency-Key': post.key } : {}) };
      const response = await fetch(`${this.api}${path}`, { method, headers, signal: AbortSignal.timeout(giveUpMs), ...(post ? { body: post.body } : {}) });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    } catch {
      return null;
    }
  }

  /** Logs in once; call it for everybody before the first kill. */
  async token(who: string): Promise<string> {
    return (await this.logIn(who)).token;
  }

  async personId(who: string): Promise<string> {
    return (await this.logIn(who)).person.id;
  }

  private logIn(who: string): Promise<{ token: string; person: { id: string } }> {
    const known = this.logIns.get(who) ?? this.askIn(who);
    this.logIns.set(who, known);
    return known;
  }

  private async askIn(who: string): Promise<{ token: string; person: { id: string } }> {
    const body = JSON.stringify({ email: `${who}@${DEMO_DOMAIN}`, password: DEMO_PASSWORD, token: true });
    const response = await fetch(`${this.api}/auth/login`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
    if (!response.ok) throw new Error(`log-in of ${who}: ${response.status} ${await response.text()}`);
    return (await response.json()) as { token: string; person: { id: string } };
  }
}

/** "Not now", said by somebody on the way: the same request may be tried again. */
export const saysNotNow = ({ status }: Reply): boolean => status > 500 || status === 429;
