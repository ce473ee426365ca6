import { condition } from '@temporalio/workflow';
import type { Cause, RecordResult } from '#contracts/events';
import type { Deadline } from '#contracts/clock';
import type { Task } from '#contracts/task';
import { peopleTold } from '#domain/audience/reach';
import { isEscalation } from '#domain/clock/deadlines';
import { dueDeadlines, fire, nextDeadline, skipRung } from '#domain/clock/fire';
import { holdOf, holdRung, type Hold } from '#domain/clock/hold';
import { replanClock } from '#domain/clock/plan';
import type { Facts } from './facts.ts';
import type { Recorder } from './recorder.ts';
import type { RunState } from './state.ts';

/**
 * One agenda, one lazy timer (architecture.md): the pending timer is re-armed only when an earlier deadline appears, and one that
 * wakes too early looks at the agenda again.
 */
export class Agenda {
  /** Instants that blocks sleep until; they ask again after continue-as-new. */
  private readonly wakeups = new Set<{ at: number }>();
  /** Epoch ms up to which this agenda's timer, or a command that was accepted, has brought the time to what waits for it. */
  private struck = 0;
  /** Whether waiting ends by `struck` alone. Runs whose history began earlier looked at the time itself (docs/adr/0018). */
  byStrokes = false;

  constructor(
    private readonly state: RunState,
    private readonly recorder: Recorder,
    private readonly facts: Facts,
    private readonly now: () => number,
  ) {}

  async run(): Promise<never> {
    for (;;) {
      await condition(() => this.earliest() !== null);
      const armed = this.earliest() ?? this.now();
      if (armed > this.now()) await condition(() => (this.earliest() ?? armed) < armed, armed - this.now());
      this.fireUntil(this.now());
    }
  }

  /**
   * Whether what waits for `at` may go on. A refused command shows the run the time as well, and leaves nothing in its history: what went on by
   * that would not go on when the history is replayed.
   */
  reached(at: number): boolean {
    return at <= (this.byStrokes ? this.struck : this.now());
  }

  /** Re-plans clocks whose computation went past the calendar at hand, and those whose calendar was not at hand. */
  async replan(): Promise<never> {
    for (;;) {
      await condition(() => this.openTasks().some((task) => task.clock?.needsMore || this.lacks(task)));
      const lacking = this.openTasks().filter((task) => this.lacks(task)).map(({ id }) => id);
      await this.facts.more();
      for (const task of this.openTasks()) {
        if (!task.clock || !(task.clock.needsMore || lacking.includes(task.id))) continue;
        const clock = replanClock(task.clock, this.facts.calendarFor(task.clock.calendarId), this.now());
        if (clock === task.clock) continue;
        this.recorder.emit('ClockReplanned', { taskId: task.id, clock }, { kind: 'clock', id: `${task.id}/replanned/${clock.epoch}/${this.state.run.lastEvent}` });
      }
    }
  }

  /** Makes the timer wake at `at` (epoch ms) until `forget` is called. */
  wakeAt(at: number): { forget: () => void } {
    const wakeup = { at };
    this.wakeups.add(wakeup);
    return { forget: () => this.wakeups.delete(wakeup) };
  }

  /** Records everything that was due by `instant`, in order of time. A command received later finds it done. */
  fireUntil(instant: number): void {
    this.struck = Math.max(this.struck, instant);
    for (;;) {
      const due = this.openTasks().flatMap((task) => (task.clock ? dueDeadlines(task.clock, instant).map((deadline) => ({ task, deadline })) : []));
      const first = due.sort((a, b) => a.deadline.at - b.deadline.at)[0];
      if (!first) return;
      this.fireOne(first.task, first.deadline);
    }
  }

  /** A rung that reached nobody is skipped, and the next one is due at once (goalert#4548: an empty step must not wait). */
  skipEmpty({ emptyRungs }: RecordResult): void {
    for (const { taskId, rung } of emptyRungs) {
      const task = this.state.tasks[taskId];
      // Another severity may have put the task on another ladder since.
      if (!task?.clock || task.closedAt !== null || !(rung in task.clock.rungsFired)) continue;
      const clock = skipRung(task.clock, rung, this.facts.calendarFor(task.clock.calendarId), this.now());
      this.recorder.emit('RungSkipped', { taskId, rung, reason: 'empty', clock }, { kind: 'clock', id: `${taskId}/${clock.epoch}/skipped/${rung}` });
    }
  }

  private fireOne(task: Task, deadline: Deadline): void {
    if (!task.clock) return;
    const hold = isEscalation(deadline) ? this.holdOf(task, deadline) : null;
    if (hold) return this.hold(task, deadline, hold);
    const clock = fire(task.clock, this.facts.calendarFor(task.clock.calendarId), deadline, this.now());
    const cause: Cause = { kind: 'clock', id: `${task.id}/${task.clock.epoch}/${deadline.kind}/${deadline.index}` };
    const data = { taskId: task.id, deadline, clock };
    switch (deadline.kind) {
      case 'remind-before':
      case 'remind-after':
        return this.recorder.emit('TaskReminded', data, cause);
      case 'at-risk':
        return this.recorder.emit('TaskAtRisk', data, cause);
      case 'breach':
        if (this.state.definition.tasks[task.key]?.lapses) return this.recorder.emit('TaskLapsed', { taskId: task.id }, { ...cause, id: `${task.id}/lapsed` });
        return this.recorder.emit('TaskBreached', data, cause);
      case 'ack-expired':
        return this.recorder.emit('AcknowledgementExpired', data, { ...cause, id: `${cause.id}/${deadline.at}` });
      case 'rung':
        return this.recorder.emit('RungFired', { ...data, rung: deadline.index, to: task.clock.policy.ladder[deadline.index]?.to ?? [] }, cause);
      case 'rung-repeat': {
        const round = clock.told?.[deadline.index]?.count ?? 0;
        const to = task.clock.policy.ladder[deadline.index]?.to ?? [];
        return this.recorder.emit('RungRepeated', { ...data, rung: deadline.index, round, to }, { ...cause, id: `${cause.id}/${round}` });
      }
    }
  }

  private holdOf(task: Task, { index }: Deadline): Hold | null {
    const rung = task.clock?.policy.ladder[index];
    if (rung?.hold !== 'working') return null;
    return holdOf(rung, peopleTold(rung.to, task, this.facts.directory, this.state.run.managerId), (person) => this.facts.calendarFor(this.facts.calendarOf(person)), this.now());
  }

  /** A rung that only people off work would hear of waits for the first of them to come. */
  private hold(task: Task, deadline: Deadline, hold: Hold): void {
    if (!task.clock) return;
    const clock = holdRung(task.clock, this.facts.calendarFor(task.clock.calendarId), deadline, hold, this.now());
    const id = `${task.id}/${clock.epoch}/held/${deadline.kind}/${deadline.index}/${deadline.at}`;
    this.recorder.emit('RungHeld', { taskId: task.id, rung: deadline.index, ...hold, deadline, clock }, { kind: 'clock', id });
  }

  private earliest(): number | null {
    let earliest: number | null = null;
    const consider = (at: number) => {
      if (earliest === null || at < earliest) earliest = at;
    };
    for (const { at } of this.wakeups) if (!this.reached(at)) consider(at);
    for (const { until } of this.state.waivers) if (!this.reached(until)) consider(until);
    for (const task of this.openTasks()) {
      const next = task.clock && nextDeadline(task.clock);
      if (next) consider(next.at);
    }
    return earliest;
  }

  private lacks(task: Task): boolean {
    const { clock } = task;
    return clock !== null && [clock.calendarId, ...this.facts.calendarsTold(task)].some((id) => !this.facts.holds(id));
  }

  private openTasks(): Task[] {
    return Object.values(this.state.tasks).filter((task) => task.closedAt === null);
  }
}
