import { setTimeout as wait } from 'node:timers/promises';
import type { TaskCard } from '#contracts/api/task';
import { until } from '../../support/until.ts';
import { RECOVERS_MS } from '../support/crew.ts';
import type { Desk } from './desk.ts';

const EVERY_MS = 100;

/** A run of its own whose one task is acknowledged again and again: how long it takes until that is answered is what a kill costs people. */
export class Probe {
  private constructor(
    private readonly desk: Desk,
    readonly runId: string,
    private readonly taskId: string,
  ) {}

  static async open(desk: Desk): Promise<Probe> {
    const runId = (await desk.start('manager', { playbook: 'task-chain', title: 'Probe', input: {} }, 'plain', 1))!;
    const task = await until(async () => (await desk.read<{ items: TaskCard[] }>('ops', `/tasks?runId=${runId}`))?.items[0], RECOVERS_MS);
    return new Probe(desk, runId, task.id);
  }

  /** Resolves when a new request has been carried out, whether it was answered at once or stored and relayed. */
  async untilAnswered(): Promise<void> {
    for (const end = Date.now() + RECOVERS_MS; ; await wait(EVERY_MS)) {
      const told = await this.desk.ask({ who: 'ops', runId: this.runId, path: `/tasks/${this.taskId}/ack`, body: {}, delivery: 'plain', patience: 1 });
      if (told.verdict === 'accepted') return;
      if (Date.now() > end) throw new Error(`the probe is refused: ${told.problem}`);
    }
  }
}
