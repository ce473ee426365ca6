import type { Duration } from '#contracts/duration';
import type { Cause } from '#contracts/events';
import type { Task } from '#contracts/task';
import type { Json, Text } from '#contracts/text';
import type { QualityBar } from '#domain/quality/verdict';
import type { OutcomeContext } from '#domain/task/outcome';
import { NUDGE_SETTING, nudgedUntil } from '#domain/task/rules-nudge';
import { Agenda } from './agenda.ts';
import { Facts } from './facts.ts';
import { leftStep, restore, takeReturn } from './left-step.ts';
import { Recorder } from './recorder.ts';
import type { Scope } from './scope.ts';
import type { RunState, StraightBack } from './state.ts';

/** How a step is left: for which one (by default the following), by whom and why; `back` when work sent back is to come straight back. */
export interface Leaving {
  to: string | null;
  by: string | null;
  reason: string | null;
  back?: Pick<StraightBack, 'block' | 'person'>;
}

/** The mechanism under a run: its state, its mouth (recorder), its agenda and its facts. Process code sees `RunHandle` only. */
export class Engine {
  readonly recorder: Recorder;
  readonly facts: Facts;
  readonly agenda: Agenda;
  /** Commands of this execution, known ones included: Temporal takes 2,000 updates of one. */
  commandsHandled = 0;
  /** Raised whenever the run leaves a step, so that whatever waits in the old one ends. */
  private entry = 0;
  private reentering = false;

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
    state.next = null;
    if (state.resumed) return this.resume(state.resumed, step.title);
    // Come to in order, it waits for nobody any more to come straight back to.
    state.returns = state.returns.filter(({ left }) => left.step !== step.key);
    const visit = (state.visits[step.key] ?? 0) + 1;
    state.visits[step.key] = visit;
    state.enteredAt = this.now();
    this.recorder.emit('StepEntered', { step: step.key, title: step.title, visit }, { kind: 'run', id: `enter/${step.key}/${visit}` });
  }

  /** Enters a step's earlier visit again, where what was finished stands. */
  private resume({ left }: StraightBack, title: Text): void {
    restore(this.state, left);
    this.recorder.emit('StepEntered', { step: left.step, title, visit: left.visit, resumed: true }, { kind: 'run', id: `enter/${left.step}/${left.visit}/back/${this.state.run.lastEvent}` });
  }

  /** Goes back from the step under way, which nobody has touched, into the one left last: what the new one had open is cancelled. */
  recallStep(by: string, reason: string, cause: Cause): void {
    const { state } = this;
    const left = state.lastLeft;
    const title = state.definition.steps.find(({ key }) => key === left?.step)?.title;
    if (!left || !title) throw new Error('no step was left that could be gone back into');
    const { prefix } = this.stepScope();
    this.closeTasks(prefix, 'cancelled', by, reason, cause);
    this.closeMeetings(prefix, reason, cause);
    const from = state.run.step ?? '';
    this.forget(prefix);
    this.recorder.emit('StepRecalled', { step: left.step, title, visit: left.visit, from, by, reason }, cause);
    restore(state, left);
    if (state.resumed) state.returns = [...state.returns, state.resumed];
    state.resumed = null;
    state.lastLeft = null;
  }

  /** Has the code of the step under way begin again in the same visit: its blocks find what they had, as after continue-as-new. */
  reenter(): void {
    this.entry += 1;
    this.reentering = true;
  }

  /** Whether the step that was just interrupted is to begin again; asked once. */
  takeReentry(): boolean {
    const reentering = this.reentering;
    this.reentering = false;
    return reentering;
  }

  /** The scope of the step under way. */
  stepScope(): Scope {
    const { entry } = this;
    return { prefix: `${this.state.run.step}/${this.state.run.visit}/`, alive: () => this.entry === entry && !this.closed };
  }

  /** Leaves the step under way: closes what it still had open, forgets its blocks and names the next one (by default the following). */
  leaveStep(outcome: 'completed' | 'skipped' | 'sent-back' | 'repeated' | 'moved', { to, by, reason, back }: Leaving, cause: Cause): void {
    const { run, definition } = this.state;
    const step = run.step ?? '';
    const prefix = this.stepScope().prefix;
    this.closeTasks(prefix, outcome, by, reason, cause);
    this.closeMeetings(prefix, reason ?? outcome, cause);
    this.recorder.emit('StepLeft', { step, visit: run.visit, outcome, by, reason }, cause);
    const left = leftStep(this.state, prefix);
    this.forget(prefix);
    const following = definition.steps[definition.steps.findIndex(({ key }) => key === step) + 1]?.key ?? null;
    if (back && to !== null) this.state.returns = [...this.state.returns, { ...back, to, left }];
    const done = outcome === 'completed' || outcome === 'skipped';
    this.state.resumed = done && to !== step ? takeReturn(this.state, step) : null;
    this.state.next = this.state.resumed?.left.step ?? to ?? following;
    this.state.lastLeft = outcome === 'completed' ? left : null;
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
