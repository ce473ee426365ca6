import { Inject, Injectable } from '@nestjs/common';
import type { CommandName } from '#contracts/commands';
import type { Actor } from '#domain/identity/can';
import { commandId, type Idempotency } from '../common/idempotency.ts';
import { NOW, type Now } from '../common/tokens.ts';
import { Previews } from '../preview/previews.ts';
import { CommandGateway, type CommandRequest, type Prepared, type Sent } from './command-gateway.ts';

/** What every verb knows of its request. */
export interface VerbRequest {
  actor: Actor;
  /** Id of the task, meeting or run acted on. */
  target: string;
  version: number | undefined;
  idempotency: Idempotency;
}

/** Sends what a request asks for as a command of the run. */
@Injectable()
export class CommandSender {
  constructor(
    private readonly gateway: CommandGateway,
    private readonly previews: Previews,
    @Inject(NOW) private readonly now: Now,
  ) {}

  /** `prepare` gets the instant (epoch ms) at which the request came in; it is only called the first time this request comes. */
  send<N extends CommandName>(name: N, request: VerbRequest, prepare: (receivedAt: number) => Promise<Prepared<N>>): Promise<Sent> {
    const { actor, target, version, idempotency } = request;
    const receivedAt = this.now();
    const id = commandId(actor.id, idempotency.route, target, idempotency.key);
    const asked = { id, name, actor: actor.id, receivedAt, seenVersion: version ?? null, bodyHash: idempotency.bodyHash };
    return idempotency.previewing ? this.preview(asked, prepare) : this.gateway.send(asked, () => prepare(receivedAt));
  }

  /** The same checks, and then a question to the run: texts that would be stored are not. */
  private async preview<N extends CommandName>(asked: CommandRequest<N>, prepare: (receivedAt: number) => Promise<Prepared<N>>): Promise<Sent> {
    const { runId, asManager, args } = await prepare(asked.receivedAt);
    return { kind: 'previewed', preview: await this.previews.of(runId, { ...asked, asManager, args }) };
  }
}
