import { setTimeout as wait } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { AdHocStarted, AdHocTask } from '#contracts/api/ad-hoc';
import { InvalidError } from '#domain/errors';
import type { Actor } from '#domain/identity/can';
import type { Idempotency } from '../common/idempotency.ts';
import { DATA_SOURCE } from '../common/tokens.ts';
import { RunGateway } from '../runs/run-gateway.ts';

export const AD_HOC_PLAYBOOK = 'ad-hoc';
/** How long an answer waits for the task to be readable. */
const READABLE_MS = 1_000;
const LOOK_AGAIN_MS = 25;

/** Single tasks outside any playbook: runs of one step, so that they have everything that tasks have. */
@Injectable()
export class AdHocTasks {
  constructor(
    private readonly gateway: RunGateway,
    @Inject(DATA_SOURCE) private readonly db: DataSource,
  ) {}

  /** Starts it; a repeat of the request answers the same. @throws InvalidError naming the fields of the request */
  async start(actor: Actor, { title, severity, ...input }: AdHocTask, idempotency: Idempotency): Promise<AdHocStarted> {
    const body = { playbook: AD_HOC_PLAYBOOK, title, input: Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)), ...(severity === undefined ? {} : { severity }) };
    const runId = await this.gateway.start(actor, body, idempotency).catch((error: unknown) => {
      if (error instanceof InvalidError) throw new InvalidError((error.facts.errors ?? []).map(({ path, message }) => ({ path: path.replace(/^input\./, ''), message })));
      throw error;
    });
    return { runId, taskId: await this.taskOf(runId) };
  }

  private async taskOf(runId: string): Promise<string | null> {
    for (const until = Date.now() + READABLE_MS; ; await wait(LOOK_AGAIN_MS)) {
      const [task] = await this.db.query<Array<{ id: string }>>('SELECT id FROM task WHERE run_id = $1 ORDER BY opened_at LIMIT 1', [runId]);
      if (task || Date.now() >= until) return task?.id ?? null;
    }
  }
}
