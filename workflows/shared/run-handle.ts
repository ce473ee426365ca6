import { Interrupted, interruptible, until, type Scope } from './scope.ts';
import type { Duration } from '#contracts/duration';
import type { Recurrence } from '#contracts/playbook';
import type { Piece } from '#contracts/piece';
import type { Json } from '#contracts/text';
import { addDuration } from '#domain/calendar/working-time';
import { nextOccurrence } from '#domain/calendar/recurrence';
import { inPausedStep } from '#domain/run/pauses';
import type { Engine } from './engine.ts';
import { openMeeting, type MeetingOutcome } from './blocks/meeting.ts';
import { monitorPiece } from './blocks/checkpoints.ts';
import { passGate } from './blocks/gate.ts';
import { producePiece } from './blocks/production.ts';
import { startSeries, lastOfSeries } from './blocks/series.ts';
import { startTurn } from './blocks/turn.ts';
import { openTask, taskResult, type TaskOptions, type TaskResult } from './blocks/task.ts';

/**
 * What process code writes with: every call is a block with a key in its scope, and can be met again after continue-as-new, when a
 * finished block answers at once and an open one is waited for further.
 */
export class RunHandle {
  constructor(
    readonly engine: Engine,
    readonly scope: Scope,
  ) {}

  /** One task; resolves when it is closed. `options.block` tells several of the same key apart. */
  async task(key: string, options: TaskOptions = {}): Promise<TaskResult> {
    const taskId = await openTask(this, key, options);
    await this.until(() => (this.engine.state.tasks[taskId]?.closedAt ?? null) !== null);
    return taskResult(this.engine, taskId);
  }

  /** Opens a task that outlives its step (an action, a metric under its floor) and does not wait for it. */
  async openDetached(key: string, options: TaskOptions & { block: string }): Promise<void> {
    await openTask(this, key, { ...options, detached: true });
  }

  /** The tasks of a playbook group, in parallel; resolves when all are closed. */
  tasks(group: string, options: TaskOptions = {}): Promise<TaskResult[]> {
    return Promise.all(this.group(group).map((key) => this.task(key, { ...options, block: `${options.block ?? ''}${key}` })));
  }

  /** The tasks of a playbook group, one after the other. */
  async inOrder(group: string): Promise<void> {
    for (const key of this.group(group)) await this.task(key);
  }

  /** The next meeting of this kind; resolves with its decision. */
  async meeting(key: string): Promise<MeetingOutcome> {
    const meetingId = await openMeeting(this, key, { block: key });
    await this.until(() => this.engine.state.meetings[meetingId]?.state !== 'scheduled');
    const meeting = this.engine.state.meetings[meetingId];
    return { decision: meeting?.decision ?? '', outcome: meeting?.outcome ?? {} };
  }

  /** A condition before going on: met by evidence, or waived for a time. */
  gate(key: string): Promise<void> {
    return passGate(this, key);
  }

  /** Lets a meeting series go on beside the steps of this turn. */
  alongside(key: string): void {
    startSeries(this.engine, key);
  }

  /** The first meeting of the series that starts from now on; the series ends with it. */
  lastMeetingOf(key: string): Promise<Record<string, Json>> {
    return lastOfSeries(this, key);
  }

  /** Does something for each piece of this turn, all at the same time. */
  async forEachPiece(work: (piece: Piece) => Promise<void>): Promise<void> {
    const { pieces, run } = this.engine.state;
    await Promise.all(Object.values(pieces).filter((piece) => piece.turn === run.turn && piece.state !== 'dropped').map(work));
  }

  /** Production, three checks by three people, rework, publishing (handbook 4.3, step 3). */
  produce(piece: Piece, options: { checks: readonly ['daily', 'weekly', 'final'] }): Promise<void> {
    return producePiece(this, piece.id, options.checks);
  }

  /** The funnel nodes after publishing (handbook 2.3; 4.3, step 4). */
  checkpoints(piece: Piece, key: string): Promise<void> {
    return monitorPiece(this, piece.id, key);
  }

  /** Starts the next turn; after the last one of `turns.max` the run is completed. Resolves with the step to enter, or null. */
  nextTurn(options: { carryOver: string[] }): string | null {
    return startTurn(this.engine, options.carryOver);
  }

  /** Ends the run. What is still open is cancelled. */
  close(outcome: string): null {
    const cause = { kind: 'run', id: `close/${outcome}` } as const;
    this.engine.cancelAll(outcome, cause);
    this.engine.recorder.emit('RunClosed', { outcome }, cause);
    return null;
  }

  setting(name: string): Json {
    return this.engine.setting(name);
  }

  /** Waits until `done`, unless the run moves elsewhere first. */
  until(done: () => boolean): Promise<void> {
    return until(this.scope, done);
  }

  /** Resolves at once, or when neither run nor step is paused any more: what is paused hands out no new work. */
  ready(): Promise<void> {
    return this.until(() => {
      const { pause, stepPause } = this.engine.state.run;
      return pause === null && !inPausedStep(this.scope.prefix, stepPause);
    });
  }

  /** Sleeps until `at` (epoch ms) on the run's one timer, or until `other` says to look again. */
  async sleepUntil(at: number, other: () => boolean = () => false): Promise<void> {
    if (Date.now() >= at) return this.until(() => true);
    const { agenda } = this.engine;
    const wakeup = agenda.wakeAt(at);
    try {
      await this.until(() => agenda.reached(at) || other());
    } finally {
      wakeup.forget();
    }
  }

  /** `from` plus a duration, or the next date of a recurrence after it (epoch ms); asks for more of the calendar when it does not reach. */
  async instantAfter(from: number, rhythm: Duration | Recurrence): Promise<number> {
    for (;;) {
      const { calendar } = this.engine.facts;
      const reached = 'kind' in rhythm ? nextOccurrence(calendar, rhythm, from) : addDuration(calendar, from, rhythm);
      if ('at' in reached) return reached.at;
      await this.engine.facts.more();
      if (!this.scope.alive()) throw new Interrupted();
    }
  }

  /** Runs work that goes on beside the step and ends with its scope. */
  beside(scope: Scope, work: (run: RunHandle) => Promise<void>): Promise<void | 'interrupted'> {
    return interruptible(work(new RunHandle(this.engine, scope)));
  }

  private group(name: string): string[] {
    const keys = this.engine.state.definition.groups[name];
    if (!keys) throw new Error(`the playbook has no group ${name}`);
    return keys;
  }
}
