import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { Snooze, SnoozeNew } from '#contracts/api/snooze';
import { InvalidError } from '#domain/errors';
import type { Actor } from '#domain/identity/can';
import { claimIdempotencyKey } from '#persistence/repositories/idempotency';
import { recordBeside } from '../commands/told-beside.ts';
import type { Idempotency } from '../common/idempotency.ts';
import { DATA_SOURCE, NOW, type Now } from '../common/tokens.ts';
import { TaskAccess } from '../tasks/task-access.ts';
import { TaskCalendars } from '../tasks/task-calendars.ts';
import type { TaskFound } from '../tasks/task-queries.ts';
import { dropSnooze, putSnooze, releaseHeld, snoozeOf } from './snooze-queries.ts';

/** Longest that somebody may put a task aside. */
const LONGEST_MS = 366 * 24 * 3_600_000;

/**
 * Looking at a task later 稍后: it leaves one's own inbox and its reminders wait, until then. It is personal, so nobody is told; the task's clock,
 * its breach and its ladder go on. It ends by itself, when the task goes to somebody else, or when it is undone.
 */
@Injectable()
export class SnoozeService {
  constructor(
    private readonly access: TaskAccess,
    private readonly calendars: TaskCalendars,
    @Inject(DATA_SOURCE) private readonly db: DataSource,
    @Inject(NOW) private readonly now: Now,
  ) {}

  /** @throws ClosedError, InvalidError naming an instant that has passed or lies beyond a year */
  async snooze(actor: Actor, taskId: string, given: SnoozeNew, idempotency: Idempotency): Promise<Snooze> {
    const task = await this.access.findOpen(taskId, actor, 'task.snooze');
    const at = this.now();
    const until = await this.until(task, given, at);
    return this.db.transaction(async (tx) => {
      const claim = await claimIdempotencyKey(tx, { ...idempotency, actor: actor.id, target: JSON.stringify({ until, reason: given.reason ?? null, createdAt: at }), now: at });
      if (!claim.fresh) return JSON.parse(claim.target) as Snooze;
      await putSnooze(tx, { taskId, runId: task.runId, person: actor.id, until, reason: given.reason ?? null, at });
      await releaseHeld(tx, taskId, actor.id, at);
      await recordBeside(tx, { runId: task.runId, taskId, actor: actor.id, verb: 'snoozed', data: { until, reason: given.reason ?? null }, at, tell: [] });
      return (await snoozeOf(tx, taskId, actor.id, at))!;
    });
  }

  /** Back into the inbox at once; where nothing is put aside that is done already. */
  async unsnooze(actor: Actor, taskId: string, idempotency: Idempotency): Promise<void> {
    const task = await this.access.find(taskId, actor, 'task.snooze');
    const at = this.now();
    await this.db.transaction(async (tx) => {
      const claim = await claimIdempotencyKey(tx, { ...idempotency, actor: actor.id, target: taskId, now: at });
      if (!claim.fresh || !(await dropSnooze(tx, taskId, actor.id, at))) return;
      await releaseHeld(tx, taskId, actor.id, at);
      await recordBeside(tx, { runId: task.runId, taskId, actor: actor.id, verb: 'unsnoozed', data: {}, at, tell: [] });
    });
  }

  private async until(task: TaskFound, given: SnoozeNew, at: number): Promise<number> {
    const path = given.until === undefined ? 'for' : 'until';
    const until = given.until ?? (await this.calendars.after(task, at, given.for!, path));
    if (until <= at) throw new InvalidError([{ path, message: { en: 'lies in the past', 'zh-CN': '早于当前时间' } }]);
    if (until > at + LONGEST_MS) throw new InvalidError([{ path, message: { en: 'reaches beyond a year', 'zh-CN': '超过一年' } }]);
    return until;
  }
}
