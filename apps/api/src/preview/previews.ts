import { WorkflowNotFoundError } from '@temporalio/common';
import { isGrpcServiceError, ServiceError, type Client } from '@temporalio/client';
import type { Pool } from 'pg';
import type { Preview } from '#contracts/api/preview';
import type { Command } from '#contracts/commands';
import { PREVIEW_QUERY, runWorkflowId } from '#contracts/names';
import type { RunPreview } from '#contracts/view';
import { AppError, ClosedError, NotFoundError } from '#domain/errors';
import { movesOf } from '#domain/preview/moves';
import type { Rows } from '#persistence/record/rows';
import { wouldTell } from '#persistence/record/would-tell';
import type { CommandStore } from '../commands/command-store.ts';
import { refusalError } from '../commands/refusals.ts';
import { toldWords } from './told-words.ts';

/** How long a run may take to answer; nobody at hand shows after that. */
const ANSWER_MS = 2_500;

/** Says what a command would do, by asking its run and reading the organisation; writes nothing anywhere. */
export class Previews {
  constructor(
    private readonly client: Client,
    private readonly pool: Pool,
    private readonly store: CommandStore,
    private readonly publicUrl: string,
  ) {}

  /** @throws the domain error of a refusal; AppError `unavailable` when no worker answers */
  async of(runId: string, command: Command): Promise<Preview> {
    const [asked, waiting] = await Promise.all([this.ask(runId, command), this.store.waiting(runId)]);
    if (asked.refusal) {
      const { type, message, detail } = asked.refusal;
      throw refusalError({ type, message, ...detail });
    }
    const before = rowsOf(asked);
    const { after, plans } = await wouldTell(this.pool, before, asked.events, command.receivedAt);
    return {
      preview: true,
      command: command.name,
      at: command.receivedAt,
      outcome: asked.outcome ?? '',
      waiting: waiting.length,
      events: asked.events.map((event) => ({ type: event.type, taskId: 'taskId' in event.data ? event.data.taskId : null })),
      moves: movesOf(asked.events, before, after),
      told: await toldWords(this.pool, this.publicUrl, plans),
    };
  }

  /** The run's own answer. */
  async ask(runId: string, command: Command): Promise<RunPreview> {
    const handle = this.client.workflow.getHandle(runWorkflowId(runId));
    try {
      return await this.client.withDeadline(Date.now() + ANSWER_MS, () => handle.query<RunPreview, [Command]>(PREVIEW_QUERY, command));
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) {
        const closing = await this.store.closing(runId);
        throw closing ? new ClosedError(closing) : new NotFoundError('run');
      }
      if (error instanceof ServiceError || isGrpcServiceError(error)) throw new AppError('unavailable', { rule: 'no-worker' }, { cause: error });
      throw error;
    }
  }
}

function rowsOf({ run, tasks, meetings, pieces }: RunPreview): Rows {
  const byId = <T extends { id: string }>(rows: readonly T[]): Record<string, T> => Object.fromEntries(rows.map((row) => [row.id, row]));
  return { run, tasks: byId(tasks), meetings: byId(meetings), pieces: byId(pieces) };
}
