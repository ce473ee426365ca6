import type { Duration } from '#contracts/duration';
import type { Cause } from '#contracts/events';
import type { Task } from '#contracts/task';
import type { Json } from '#contracts/text';
import type { QualityBar } from '#domain/quality/verdict';
import type { OutcomeContext } from '#domain/task/outcome';
import { NUDGE_SETTING, nudgedUntil } from '#domain/task/rules-nudge';
import { Agenda } from './agenda.ts';
import { Facts } from './facts.ts';
import { Recorder } from './recorder.ts';
import type { Scope } from './scope.ts';
import type { RunState } from './state.ts';

/** The mechanism under a run: its state, its mouth (recorder), its agenda and its facts. Process code sees `RunHandle` only. */
export class Engine {
  readonly recorder: Recorder;
  readonly facts: Facts;
  readonly agenda: Agenda;
  /** Commands of this execution, known ones included: Temporal takes 2,000 updates of one. */
  commandsHandled = 0;
  /** Raised whenever the run leaves a step, so that whatever waits in the old one ends. */
  private entry = 0;

  /** @param now epoch ms; the run's own time, or the instant that a preview asks about */
  constructor(
    readonly state: RunState,
    readonly now: () => number = () => Date.now(),
  ) {
    this.facts = new Facts(state);
    this.recorder = new Recorder(state, now, (result) => this.agenda.skipEmpty(result));
    this.agenda = new Agenda(state, this.recorder, this.facts, now);
  }

  get closed(): boolean {
    return this.state.run.closedAt !== null;
  }

  /** Enters the step that is next; its visit number rises and its blocks start empty. */
  enterStep(): void {
    const { state } = this;
    const step = state.definition.steps.find(({ key }) => key === state.next);
    if (!step) throw new Error(`the playbook has no step ${String(state.next)}`);
    const visit = (state.visits[step.key] ?? 0) + 1;
    state.visits[step.key] = visit;
    state.next = null;
    state.enteredAt = this.now();
    this.recorder.emit('StepEntered', { step: step.key, title: step.title, visit }, { kind: 'run', id: `enter/${step.key}/${visit}` });
  }

  /** The scope of the step under way. */
  stepScope(): Scope {
    const { entry } = this;
    return { prefix: `${this.state.run.step}/${this.state.run.visit}/`, alive: () => this.entry === entry && !this.closed };
  }

  /** Leaves the step under way: closes what it still had open, forgets its blocks and names the next one (by default the following). */
  leaveStep(outcome: 'completed' | 'skipped' | 'sent-back' | 'repeated' | 'moved', { to, by, reason }: { to: string | null; by: string | null; reason: string | null }, cause: Cause): void {
    const { run, definition } = this.state;
    const step = run.step ?? '';
    const prefix = this.stepScope().prefix;
    this.closeTasks(prefix, outcome, by, reason, cause);
    this.closeMeetings(prefix, reason ?? outcome, cause);
    this.recorder.emit('StepLeft', { step, visit: run.visit, outcome, by, reason }, cause);
    this.forget(prefix);
    const following = definition.steps[definition.steps.findIndex(({ key }) => key === step) + 1]?.key ?? null;
    this.state.next = to ?? following;
    this.entry += 1;
  }

  /** Closes everything that is open, whatever it belongs to. */
  cancelAll(reason: string, cause: Cause): void {
    this.closeTasks('', 'cancelled', null, reason, cause);
    this.closeMeetings('', reason, cause);
    for (const series of Object.values(this.state.series)) series.active = false;
  }

  /** Who worked on the run or was to, beyond those whose open tasks it closes: they hear of its end (ids, each once). */
  concerned(): string[] {
    const { tasks, pieces } = this.state;
    const workers = Object.values(tasks).flatMap(({ assignee, closedBy }) => [assignee, closedBy]);
    const makers = Object.values(pieces).flatMap(({ owner, authors }) => [owner, ...authors]);
    return [...new Set([...workers, ...makers])].filter((person): person is string => person !== null);
  }

  /** A meeting's task completed through the inbox is the meeting's decision. */
  decideByTask(taskId: string, cause: Cause): void {
    const task = this.state.tasks[taskId];
    const meeting = this.state.meetings[task?.subject.meetingId ?? ''];
    if (!task || !meeting || meeting.state !== 'scheduled') return;
    const decision = typeof task.outcome['decision'] === 'string' ? task.outcome['decision'] : 'held';
    this.recorder.emit('MeetingDecided', { meetingId: meeting.id, by: task.closedBy ?? meeting.organizer, decision, outcome: task.outcome, documentId: task.documentId }, cause);
  }

  outcomeContext(): OutcomeContext {
    const { settings } = this.state.definition;
    const total = settings['quality.total'];
    const bar = typeof total === 'number' ? { total, minimums: (settings['quality.minimums'] ?? {}) as QualityBar['minimums'] } : null;
    return { now: this.now(), calendar: this.facts.calendar, bar };
  }

  /** Until when a task may not be pressed again; null where the run's playbook knows no nudging. */
  nudging(task: Task): { until: number | null } | null {
    const coolDown = this.state.definition.settings[NUDGE_SETTING] as Duration | undefined;
    const { facts } = this;
    return coolDown ? { until: nudgedUntil(task, coolDown, task.clock ? facts.calendarFor(task.clock.calendarId) : facts.calendar) } : null;
  }

  setting(name: string): Json {
    const value = this.state.definition.settings[name];
    if (value === undefined) throw new Error(`the playbook has no setting ${name}`);
    return value;
  }

  private closeTasks(prefix: string, outcome: 'completed' | 'skipped' | 'sent-back' | 'repeated' | 'moved' | 'cancelled', by: string | null, reason: string | null, cause: Cause): void {
    for (const task of Object.values(this.state.tasks)) {
      if (task.closedAt !== null || !task.block.startsWith(prefix)) continue;
      if (outcome === 'skipped') this.recorder.emit('TaskSkipped', { taskId: task.id, by: by ?? '', reason: reason ?? '' }, cause);
      else this.recorder.emit('TaskCancelled', { taskId: task.id, reason: reason ?? outcome }, cause);
    }
  }

  private closeMeetings(prefix: string, reason: string, cause: Cause): void {
    for (const [key, block] of Object.entries(this.state.blocks)) {
      const meeting = key.startsWith(prefix) ? this.state.meetings[block.id] : undefined;
      if (meeting?.state === 'scheduled') this.recorder.emit('MeetingCancelled', { meetingId: meeting.id, reason }, cause);
    }
  }

  /** Closed tasks and finished blocks of a step leave the state with it, so that it stays small. */
  private forget(prefix: string): void {
    const { blocks, tasks } = this.state;
    for (const key of Object.keys(blocks)) if (key.startsWith(prefix)) delete blocks[key];
    for (const task of Object.values(tasks)) if (task.closedAt !== null && task.block.startsWith(prefix)) delete tasks[task.id];
  }
}
