import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { commandId } from '../../../apps/api/src/common/idempotency.ts';
import { saysNotNow, type Browser, type Reply } from '../support/browser.ts';
import type { Delivery, Ledger, Told } from './ledger.ts';

const PREFIX = '/api/v1';
const AGAIN_MS = [250, 500, 1_000] as const;
/** A repeat that nobody waits for any more. */
const LATER_MS = 3_000;
const GIVES_UP_AFTER_MS = [3, 150] as const;

export interface Request {
  who: string;
  runId: string;
  /** Route of the verb, e.g. `/tasks/<id>/complete`. */
  path: string;
  body: object;
  delivery: Delivery;
  /** From 0 to 1: how soon a sender gives up whose answer is to be lost. */
  patience: number;
}

/** What people ask of runs: each under one key, sent as often as it takes to know, and written down with every answer. */
export class Desk {
  constructor(
    readonly browser: Browser,
    readonly ledger: Ledger,
    /** When this comes, nobody asks again: the test is over. */
    private readonly over: AbortSignal,
  ) {}

  /** Resolves when the sender knows what became of it, or has stopped asking. */
  async ask(request: Request): Promise<Told> {
    const { who, runId, path, delivery } = request;
    const key = randomUUID();
    const [, , target] = path.split('/');
    const told = this.ledger.open({ id: commandId(await this.browser.personId(who), `POST ${PREFIX}${path}`, target!, key), runId, who, path, delivery });
    if (delivery === 'lost' || delivery === 'lost-for-good') {
      told.sendings += 1;
      const [soon, late] = GIVES_UP_AFTER_MS;
      await this.browser.attempt(who, 'POST', path, { body: JSON.stringify(request.body), key }, Math.round(soon + request.patience * (late - soon)));
      if (delivery === 'lost-for-good') return told;
    }
    await Promise.all([this.untilKnown(request, key, told), ...(delivery === 'twice' ? [this.untilKnown(request, key, told)] : [])]);
    if (delivery === 'again-later') {
      await wait(LATER_MS, undefined, { signal: this.over }).catch(() => undefined);
      await this.untilKnown(request, key, told);
    }
    return told;
  }

  /** Starts a run; its id, however often the start was sent. Null when the test ended first. */
  async start(who: string, body: object, delivery: Delivery, patience: number): Promise<string | null> {
    const post = { key: randomUUID(), body: JSON.stringify(body) };
    if (delivery === 'lost') await this.browser.attempt(who, 'POST', '/runs', post, Math.round(GIVES_UP_AFTER_MS[0] + patience * GIVES_UP_AFTER_MS[1]));
    const replies = await Promise.all(Array.from({ length: delivery === 'twice' ? 2 : 1 }, () => this.reply(who, '/runs', post)));
    const ids = new Set(replies.map((reply) => reply?.body.id as string | undefined));
    if (ids.size > 1) this.ledger.fault(null, `one start was answered with several ids: ${[...ids].join(', ')}`);
    const [reply] = replies;
    if (reply && reply.status !== 201) this.ledger.fault(null, `a start was answered ${reply.status} ${JSON.stringify(reply.body)}`);
    return [...ids][0] ?? null;
  }

  /** Sends something that is no command, under one key, until it is answered for good. */
  async insist(who: string, path: string, body: object): Promise<Reply | null> {
    return this.reply(who, path, { key: randomUUID(), body: JSON.stringify(body) });
  }

  /** Body of a 200; null for anything else. */
  async read<T = Record<string, unknown>>(who: string, path: string): Promise<T | null> {
    const reply = await this.browser.attempt(who, 'GET', path);
    if (reply?.status === 500) this.ledger.fault(null, `GET ${path.split('?')[0]}: 500 ${JSON.stringify(reply.body)}`);
    return reply?.status === 200 ? (reply.body as T) : null;
  }

  private async untilKnown({ who, path, body }: Request, key: string, told: Told): Promise<void> {
    const reply = await this.reply(who, path, { body: JSON.stringify(body), key }, told);
    if (reply === null) return;
    if (reply.status === 200) return this.accepted(told, (reply.body.command as { eventNumber: number }).eventNumber);
    if (reply.status !== 202) return this.refused(told, `${reply.status} ${String(reply.body.rule ?? reply.body.type)}`);
    told.stored = true;
    if (reply.body.commandId !== told.id) this.ledger.fault(told.runId, `${path}: stored as ${String(reply.body.commandId)}, not ${told.id}`);
    await this.untilSettled(who, told);
  }

  private async untilSettled(who: string, told: Told): Promise<void> {
    for (let turn = 0; !this.over.aborted; turn += 1) {
      const view = await this.read<{ state: string; answer: { eventNumber: number } | null; refusal: { type: string } | null }>(who, `/commands/${told.id}`);
      if (view?.state === 'accepted') return this.accepted(told, view.answer?.eventNumber ?? null);
      if (view?.state === 'refused') return this.refused(told, view.refusal?.type ?? 'refused');
      await this.pause(turn);
    }
  }

  /** Tries again while nobody answers, or somebody says "not now". */
  private async reply(who: string, path: string, post: { body: string; key: string }, told?: Told): Promise<Reply | null> {
    for (let turn = 0; !this.over.aborted; turn += 1) {
      if (told) told.sendings += 1;
      const reply = await this.browser.attempt(who, 'POST', path, post);
      if (reply?.status === 500) this.ledger.fault(told?.runId ?? null, `POST ${path}: 500 ${JSON.stringify(reply.body)}`);
      else if (reply && !saysNotNow(reply)) return reply;
      await this.pause(turn);
    }
    return null;
  }

  private accepted(told: Told, eventNumber: number | null): void {
    if (told.verdict === 'refused') this.ledger.fault(told.runId, `${told.path}: first refused (${told.problem}), then accepted`);
    told.verdict = 'accepted';
    told.knownAt ??= Date.now();
    if (eventNumber !== null) told.eventNumbers.add(eventNumber);
  }

  private refused(told: Told, problem: string): void {
    if (told.verdict === 'accepted') this.ledger.fault(told.runId, `${told.path}: first accepted, then refused (${problem})`);
    told.verdict = 'refused';
    told.knownAt ??= Date.now();
    told.problem = problem;
  }

  private pause(turn: number): Promise<void> {
    return wait(AGAIN_MS[Math.min(turn, AGAIN_MS.length - 1)]! * (0.75 + Math.random() / 2), undefined, { signal: this.over }).catch(() => undefined);
  }
}
