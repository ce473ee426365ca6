import { WorkflowNotFoundError } from '@temporalio/common';
import { isGrpcServiceError, ServiceError, type Client } from '@temporalio/client';
import type { Pool } from 'pg';
import type { Preview, WouldTell } from '#contracts/api/preview';
import type { Command } from '#contracts/commands';
import { PREVIEW_QUERY, runWorkflowId } from '#contracts/names';
import type { NoticePlan } from '#contracts/notice';
import type { Locale } from '#contracts/text';
import type { RunPreview } from '#contracts/view';
import { AppError, ClosedError, NotFoundError } from '#domain/errors';
import { movesOf } from '#domain/preview/moves';
import type { Rows } from '#persistence/record/rows';
import { wouldTell } from '#persistence/record/would-tell';
import { noticeView } from '#platform/templates/view';
import type { CommandStore } from '../commands/command-store.ts';
import { refusalError } from '../commands/refusals.ts';

/** How long a run may take to answer; nobody at hand shows after that. */
const ANSWER_MS = 2_500;
interface PersonName {
  id: string;
  name: string;
  timeZone: string;
}

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
      told: await this.told(plans),
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

  private async told(plans: readonly NoticePlan[]): Promise<WouldTell[]> {
    const ids = [...new Set(plans.flatMap(({ personId, data }) => [personId, ...data.items.flatMap(({ by }) => by ?? []), ...(data.meeting?.attendees ?? [])]))];
    const { rows } = await this.pool.query<PersonName>('SELECT id::text, name, time_zone AS "timeZone" FROM person WHERE id::text = ANY ($1::text[])', [ids]);
    const people = new Map(rows.map((row) => [row.id, row]));
    const names = Object.fromEntries(rows.map(({ id, name }) => [id, name]));
    return plans.map(({ personId, kind, data, email }) => {
      const person = people.get(personId);
      const inWords = (locale: Locale) => noticeView({ kind, data, names }, { locale, timeZone: person?.timeZone ?? 'UTC', publicUrl: this.publicUrl });
      const [chinese, english] = [inWords('zh-CN'), inWords('en')];
      const taskIds = [...new Set(data.items.flatMap(({ taskId }) => taskId ?? []))];
      return { personId, name: person?.name ?? '', kind, subject: { 'zh-CN': chinese.subject, en: english.subject }, lead: { 'zh-CN': chinese.lead, en: english.lead }, email, taskIds };
    });
  }
}

function rowsOf({ run, tasks, meetings, pieces }: RunPreview): Rows {
  const byId = <T extends { id: string }>(rows: readonly T[]): Record<string, T> => Object.fromEntries(rows.map((row) => [row.id, row]));
  return { run, tasks: byId(tasks), meetings: byId(meetings), pieces: byId(pieces) };
}
