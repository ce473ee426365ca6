import type { Client } from '@temporalio/client';
import { AppError, ConflictError } from '#domain/errors';
import type { Preview } from '#contracts/api/preview';
import type { Command, CommandAnswer, CommandArgs, CommandName } from '#contracts/commands';
import { FAILURES } from '#contracts/failures';
import { attempt, type Outcome } from './command-outcome.ts';
import type { CommandRow, CommandStore, NewDocument } from './command-store.ts';
import type { Readable } from './readable.ts';
import { refusalError } from './refusals.ts';
import type { RunLanes } from './run-lanes.ts';

/** How long a request waits for the run before it answers 202. */
export const ANSWER_MS = 2_500;
const LOOK_AGAIN_MS = 50;

export interface CommandRequest<N extends CommandName> {
  /** Hash of actor, route, target and `Idempotency-Key`; also the update id. */
  id: string;
  name: N;
  actor: string;
  /** Epoch ms when the request came in: clocks judge by it. */
  receivedAt: number;
  seenVersion: number | null;
  bodyHash: string;
}
/** What only a new command needs: its run, how the actor stands to it, its arguments, and texts to store before it. */
export interface Prepared<N extends CommandName> {
  runId: string;
  asManager: boolean;
  args: CommandArgs[N];
  document?: NewDocument;
}
/** `stored`: nobody answered in time; the relay brings it. `previewed`: it was only asked what it would do. */
export type Sent = { kind: 'answered'; answer: CommandAnswer; readable: boolean } | { kind: 'stored'; commandId: string } | { kind: 'previewed'; preview: Preview };

/** Brings people's commands to their runs: stored first, sent in order, answered once (architecture.md, "Commands", "In flight", "The answer"). */
export class CommandGateway {
  constructor(
    private readonly client: Client,
    private readonly store: CommandStore,
    private readonly lanes: RunLanes,
    private readonly readable: Readable,
    private readonly now: () => number,
  ) {}

  /**
   * Sends a command, or gives the answer that its id got before. `prepare` checks what is new and may throw; it is not called for a repeat.
   * Throws the domain error of a refusal, `idempotency-mismatch` for another body under the same id.
   */
  async send<N extends CommandName>(request: CommandRequest<N>, prepare: () => Promise<Prepared<N>> | Prepared<N>): Promise<Sent> {
    const known = await this.store.find(request.id);
    if (known) return this.again(known, request.bodyHash);
    const { runId, asManager, args, document } = await prepare();
    const { id, name, actor, receivedAt, seenVersion, bodyHash } = request;
    const command: Command<N> = { id, name, actor, asManager, receivedAt, seenVersion, bodyHash, args };
    this.lanes.arrive(runId, id);
    let settled = false;
    try {
      if (!(await this.store.insert(runId, command, document ?? null))) return await this.again((await this.store.find(id))!, bodyHash);
      const outcome = await this.deliver(runId, command);
      return await this.settle(runId, command, outcome, () => (settled = true));
    } finally {
      this.lanes.depart(runId, id, settled);
    }
  }

  /** One attempt by the relay, which holds the run: true when the command is settled now. A refusal is told to its author. */
  async relay(row: CommandRow): Promise<boolean> {
    const outcome = await this.closedInstead(row.runId, await attempt(this.client, row.runId, row.command, 2 * ANSWER_MS));
    if (outcome.kind === 'answered') await this.store.accept(row.id, outcome.answer, this.now());
    if (outcome.kind === 'refused') await this.store.refuse(row.id, outcome.refusal, this.now(), true);
    return outcome.kind === 'answered' || outcome.kind === 'refused';
  }

  private async deliver(runId: string, command: Command): Promise<Outcome> {
    const until = Date.now() + ANSWER_MS;
    if (this.lanes.mustQueue(runId, await this.store.waiting(runId))) return { kind: 'unanswered', error: 'queued behind earlier commands' };
    const outcome = await this.lanes.send(runId, until, () => attempt(this.client, runId, command, Math.max(100, until - Date.now())));
    return this.closedInstead(runId, outcome ?? { kind: 'unanswered', error: 'no place in time' });
  }

  /** An execution that is no more refuses for good once its row says so; until then the tables may just lag behind it. */
  private async closedInstead(runId: string, outcome: Outcome): Promise<Outcome> {
    if (outcome.kind !== 'gone') return outcome;
    const closing = await this.store.closing(runId);
    if (!closing) return { kind: 'unanswered', error: 'the run was not found' };
    return { kind: 'refused', refusal: { type: FAILURES.closed, message: 'the run is closed', ...closing } };
  }

  /** `kept` is called once the outcome is written down: one that could not be, because the database went away, is left to the relay. */
  private async settle(runId: string, command: Command, outcome: Outcome, kept: () => void): Promise<Sent> {
    if (outcome.kind === 'refused') {
      await this.store.refuse(command.id, outcome.refusal, this.now(), false);
      kept();
      throw refusalError(outcome.refusal);
    }
    if (outcome.kind !== 'answered') return { kind: 'stored', commandId: command.id };
    const { answer } = outcome;
    assertSameBody(answer.bodyHash, command.bodyHash);
    const [readable] = await Promise.all([this.readable.wait(runId, answer.eventNumber), this.store.accept(command.id, answer, this.now()).then(kept)]);
    return { kind: 'answered', answer, readable };
  }

  /** The answer that this id got, waiting for it as long as a first sending would. */
  private async again(known: CommandRow, bodyHash: string): Promise<Sent> {
    assertSameBody(known.command.bodyHash, bodyHash);
    const until = Date.now() + ANSWER_MS;
    let row = known;
    while (row.state === 'stored' && Date.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
      row = (await this.store.find(known.id)) ?? row;
    }
    if (row.state === 'refused') throw row.refusal ? refusalError(row.refusal) : new ConflictError('forbidden-now');
    const answer = row.state === 'accepted' ? (row.answer ?? (await this.askAgain(row))) : null;
    if (!answer) return { kind: 'stored', commandId: row.id };
    return { kind: 'answered', answer, readable: await this.readable.wait(row.runId, answer.eventNumber) };
  }

  /** Accepted by the record, but we died before we kept the answer: the run still knows it, or the record tells the event. */
  private async askAgain(row: CommandRow): Promise<CommandAnswer | null> {
    const until = Date.now() + ANSWER_MS;
    const outcome = await this.lanes.send(row.runId, until, () => attempt(this.client, row.runId, row.command, ANSWER_MS));
    if (outcome?.kind === 'answered') {
      await this.store.accept(row.id, outcome.answer, this.now());
      return outcome.answer;
    }
    const eventNumber = await this.store.lastEventOf(row.runId, row.id);
    return eventNumber === null ? null : { id: row.id, eventNumber, version: 0, outcome: 'accepted', bodyHash: row.command.bodyHash };
  }
}

function assertSameBody(stored: string, given: string): void {
  if (stored !== given) throw new AppError('idempotency-mismatch', { detail: 'this Idempotency-Key was used before with another body' });
}
