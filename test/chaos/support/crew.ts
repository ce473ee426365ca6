import { randomUUID } from 'node:crypto';
import { until } from '../../support/until.ts';
import { Browser, saysNotNow, type Post, type Reply } from './browser.ts';

/** Long enough for a run whose activity was cut off: Temporal tries it again when its time is up. */
export const RECOVERS_MS = 90_000;

export interface Card {
  id: string;
  version: number;
  key: string;
  step: string;
}
/** A command that was acknowledged; `eventNumber` when the answer itself came through to us. */
export interface Acknowledged {
  id: string;
  eventNumber: number | null;
}

/** The people of the demo organisation at their browsers: they try again with the same key until they know what became of it. */
export class Crew {
  /** Every command that some answer told its sender was accepted. */
  readonly acknowledged: Acknowledged[] = [];
  private readonly browser: Browser;

  constructor(api: string) {
    this.browser = new Browser(api);
  }

  /** Asks a run for something under one Idempotency-Key until it is answered for good. @throws Error for a refusal or a 500 */
  async act(who: string, path: string, body: object): Promise<Acknowledged> {
    const { status, body: answer } = await this.post(who, path, body);
    const sent = status === 202 ? await this.outcome(who, String(answer.commandId)) : (answer.command as Acknowledged);
    const acknowledged = { id: sent.id, eventNumber: sent.eventNumber };
    this.acknowledged.push(acknowledged);
    return acknowledged;
  }

  /** Id of a new run. */
  async startRun(body: object): Promise<string> {
    return String((await this.post('manager', '/runs', body)).body.id);
  }

  async openTask(runId: string, who = 'ops'): Promise<Card> {
    return until(async () => (await this.list<Card>(who, `/tasks?runId=${runId}`))[0], RECOVERS_MS);
  }

  /** Items of a list, or none while it cannot be had. */
  async list<T>(who: string, path: string): Promise<T[]> {
    return ((await this.get(who, path))?.items as T[] | undefined) ?? [];
  }

  /** Body of a 200, or null for anything that another attempt may cure. */
  async get(who: string, path: string): Promise<Record<string, unknown> | null> {
    const reply = await this.attempt(who, 'GET', path);
    return reply?.status === 200 ? reply.body : null;
  }

  /** Until the API knows better than 202: what became of the command. */
  private async outcome(who: string, id: string): Promise<Acknowledged> {
    const settled = await until(async () => {
      const view = await this.get(who, `/commands/${id}`);
      return view !== null && view.state !== 'stored' && view;
    }, RECOVERS_MS);
    if (settled.state !== 'accepted') throw new Error(`command ${id} was not accepted: ${JSON.stringify(settled)}`);
    return { id, eventNumber: (settled.answer as Acknowledged | null)?.eventNumber ?? null };
  }

  private async post(who: string, path: string, body: object): Promise<Reply> {
    const key = randomUUID();
    const reply = await until(() => this.attempt(who, 'POST', path, { body: JSON.stringify(body), key }), RECOVERS_MS);
    if (reply.status >= 300) throw new Error(`${who} ${path}: ${reply.status} ${JSON.stringify(reply.body)}`);
    return reply;
  }

  /** Null for what another attempt may cure. */
  private async attempt(who: string, method: string, path: string, sent?: Post): Promise<Reply | null> {
    const reply = await this.browser.attempt(who, method, path, sent);
    if (reply?.status === 500) throw new ServerFault(`${method} ${path}: 500 ${JSON.stringify(reply.body)}`);
    return reply && !saysNotNow(reply) ? reply : null;
  }

  /** Logs in once; call it for everybody before the first kill. */
  token(who: string): Promise<string> {
    return this.browser.token(who);
  }
}

/** An answer that no outage excuses. */
class ServerFault extends Error {}
