import type { ClockState } from '#contracts/clock';
import type { RunEvent } from '#contracts/events';
import type { Meeting } from '#contracts/meeting';
import type { Run } from '#contracts/run';
import type { Task } from '#contracts/task';
import { nextDeadline } from '../clock/fire.ts';

/** What people look at in a task, before and after. Instants in epoch ms; `dueAt` is null while its clock is stopped or it has none. */
export interface TaskStand {
  state: Task['state'];
  assignee: string | null;
  candidates: string[];
  dueAt: number | null;
  atRiskAt: number | null;
  /** The next reminder, warning, breach or rung; null when nothing is to come. */
  next: { kind: string; index: number; at: number } | null;
  paused: boolean;
}
export interface MeetingStand {
  state: Meeting['state'];
  startsAt: number;
  endsAt: number;
}
export interface RunStand {
  state: Run['state'];
  step: string | null;
  visit: number;
  turn: number;
  playbookVersion: number;
}
interface Moved<Stand> {
  before: Stand | null;
  after: Stand;
}
/** What a command moves. A task or meeting without `before` is new. */
export interface Moves {
  run: Moved<RunStand>;
  steps: Array<{ change: 'left' | 'entered'; step: string; visit: number; outcome: string | null }>;
  tasks: Array<Moved<TaskStand> & { taskId: string; key: string; title: Task['title']; note: string | null; closes: boolean }>;
  meetings: Array<Moved<MeetingStand> & { meetingId: string; key: string; title: Meeting['title'] }>;
}
interface Rows {
  run: Run | null;
  tasks: Record<string, Task>;
  meetings: Record<string, Meeting>;
}

/** The difference that events make to rows, in the terms people ask about; rows that look the same afterwards are left out. */
export function movesOf(events: readonly RunEvent[], before: Rows, after: Rows): Moves {
  return {
    run: { before: before.run && runStand(before.run), after: runStand(after.run!) },
    steps: events.flatMap(stepChange),
    tasks: changed(before.tasks, after.tasks, taskStand).map(({ row, ...stands }) => {
      const closes = row.closedAt !== null && (before.tasks[row.id]?.closedAt ?? null) === null;
      return { taskId: row.id, key: row.key, title: row.title, note: row.subject.note ?? null, closes, ...stands };
    }),
    meetings: changed(before.meetings, after.meetings, meetingStand).map(({ row, ...stands }) => ({ meetingId: row.id, key: row.key, title: row.title, ...stands })),
  };
}

function changed<Row, Stand>(before: Record<string, Row>, after: Record<string, Row>, stand: (row: Row) => Stand): Array<Moved<Stand> & { row: Row }> {
  return Object.entries(after).flatMap(([id, row]) => {
    const old = before[id];
    const moved = { before: old ? stand(old) : null, after: stand(row), row };
    return JSON.stringify(moved.before) === JSON.stringify(moved.after) ? [] : [moved];
  });
}

function stepChange(event: RunEvent): Moves['steps'] {
  if (event.type === 'StepLeft') return [{ change: 'left', step: event.data.step, visit: event.data.visit, outcome: event.data.outcome }];
  return event.type === 'StepEntered' ? [{ change: 'entered', step: event.data.step, visit: event.data.visit, outcome: null }] : [];
}

const runStand = ({ state, step, visit, turn, playbook }: Run): RunStand => ({ state, step, visit, turn, playbookVersion: playbook.version });
const meetingStand = ({ state, startsAt, endsAt }: Meeting): MeetingStand => ({ state, startsAt, endsAt });

function taskStand({ state, assignee, candidates, clock }: Task): TaskStand {
  return { state, assignee, candidates, ...clockStand(clock) };
}

function clockStand(clock: ClockState | null): Pick<TaskStand, 'dueAt' | 'atRiskAt' | 'next' | 'paused'> {
  if (!clock || clock.paused) return { dueAt: null, atRiskAt: null, next: null, paused: clock !== null };
  const next = nextDeadline(clock);
  return { dueAt: clock.dueAt, atRiskAt: clock.atRiskAt, next: next && { kind: next.kind, index: next.index, at: next.at }, paused: false };
}
