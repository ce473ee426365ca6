import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { ZComplete, ZDue, ZTaskPlain, ZTransfer } from '#contracts/api/task';
import type { BulkVerb, TaskBulk, TaskBulkResult } from '#contracts/api/task-bulk';
import { ZDelegate, ZReasoned, ZSign } from '#contracts/api/task-help';
import { ValidationError } from '#domain/errors';
import type { Sent } from '../commands/command-gateway.ts';
import type { VerbRequest } from '../commands/command-sender.ts';
import type { Actor } from '../common/actor.ts';
import { bodyHash, type Idempotency } from '../common/idempotency.ts';
import { fieldIssues } from '../common/problem/issues.ts';
import { asAppError, problemOf } from '../common/problem/problem.filter.ts';
import { TaskHelp } from './task-help.service.ts';
import { TaskVerbs } from './task-verbs.service.ts';

/** So many items are under way at once: a run takes few commands at a time, and others send too. */
const AT_ONCE = 4;
type Send = (request: VerbRequest) => Promise<Sent>;

/** One verb over many tasks: every item is a command of its own, with an id of its own from the request's key, and an answer of its own. */
@Injectable()
export class TaskBulks {
  constructor(
    private readonly verbs: TaskVerbs,
    private readonly help: TaskHelp,
  ) {}

  /** Results in the order of the items; a refused item stops no other. @throws ValidationError for arguments that the verb does not take */
  async do(actor: Actor, { verb, args, items, preview }: TaskBulk, idempotency: Idempotency): Promise<TaskBulkResult[]> {
    const send = this.verb(verb, args);
    const results: TaskBulkResult[] = [];
    for (let start = 0; start < items.length; start += AT_ONCE) {
      const batch = items.slice(start, start + AT_ONCE).map(({ id, version }) => {
        const own = { key: idempotency.key, route: `${idempotency.route}/${verb}`, bodyHash: bodyHash({ verb, args, version }), ...(preview ? { previewing: true } : {}) };
        return this.one(send, { actor, target: id.toLowerCase(), version, idempotency: own }, actor);
      });
      results.push(...(await Promise.all(batch)));
    }
    return results;
  }

  private async one(send: Send, request: VerbRequest, { locale }: Actor): Promise<TaskBulkResult> {
    const result = { id: request.target, outcome: null, version: null, commandId: null, preview: null, problem: null };
    try {
      const sent = await send(request);
      if (sent.kind === 'previewed') return { ...result, status: 'previewed', outcome: sent.preview.outcome, preview: sent.preview };
      if (sent.kind === 'stored') return { ...result, status: 'stored', commandId: sent.commandId };
      return { ...result, status: 'done', outcome: sent.answer.outcome, version: sent.answer.version, commandId: sent.answer.id };
    } catch (error) {
      return { ...result, status: 'refused', problem: problemOf(asAppError(error), locale) };
    }
  }

  /** The verb with its arguments checked once, as its own route checks them. */
  private verb(verb: BulkVerb, args: unknown): Send {
    const { verbs, help } = this;
    const take = <S extends z.ZodType>(schema: S, call: (request: VerbRequest, body: z.output<S>) => Promise<Sent>): Send => {
      const parsed = schema.safeParse(args, { reportInput: true });
      if (!parsed.success) throw new ValidationError(fieldIssues(parsed.error.issues, 'args'));
      return (request) => call(request, parsed.data);
    };
    const makers: Record<BulkVerb, () => Send> = {
      claim: () => take(ZTaskPlain, (request) => verbs.plain('claimTask', 'task.claim', request)),
      release: () => take(ZTaskPlain, (request) => verbs.plain('releaseTask', 'task.release', request)),
      ack: () => take(ZTaskPlain, (request) => verbs.plain('acknowledgeTask', 'task.ack', request)),
      transfer: () => take(ZTransfer, (request, body) => verbs.transfer(request, body)),
      complete: () => take(ZComplete, (request, body) => verbs.complete(request, body)),
      due: () => take(ZDue, (request, body) => verbs.changeDue(request, body)),
      delegate: () => take(ZDelegate, (request, body) => help.delegate(request, body)),
      undelegate: () => take(ZReasoned, (request, body) => help.undelegate(request, body)),
      nudge: () => take(ZTaskPlain, (request) => help.nudge(request)),
      recall: () => take(ZReasoned, (request, body) => help.recall(request, body)),
      sign: () => take(ZSign, (request, body) => help.sign(request, body)),
    };
    return makers[verb]();
  }
}
