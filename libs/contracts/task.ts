import type { ClockState } from './clock.ts';
import type { Json, Text } from './text.ts';

export const TASK_STATES = ['open', 'claimed', 'done', 'returned', 'skipped', 'cancelled'] as const;
export type TaskStatus = (typeof TASK_STATES)[number];

/** Who gets a task. `stepActor` is whoever completed the block of that key in this run. */
export type Assignment = { person: string } | { role: string } | { team: string } | { manager: true };

export interface ChecklistItem {
  key: string;
  title: Text;
  mandatory: boolean;
  done: boolean;
  by: string | null;
  at: number | null;
}

export interface FormRef {
  key: string;
  version: number;
}

/** What a task is about, so that lists can show badges and the run can act on its completion. */
export interface TaskSubject {
  pieceId?: string;
  meetingId?: string;
  /** Level of quality control, when the task is a check (handbook 4.3). */
  check?: 'daily' | 'weekly' | 'final';
  /** Funnel node of a launch-metric task, e.g. `24h`. */
  node?: string;
  metric?: string;
  /** Named defects that a rework task must cure. */
  defects?: Defect[];
  /** True for an action of a retrospective. */
  action?: boolean;
  /** Gate whose evidence or waiver it asks for. */
  gate?: string;
  /** Free text made by a person: an action's title. */
  note?: string;
}
export interface Defect {
  code: string;
  note: string;
}

/** A task, as the run keeps it, as the `task` table shows it, and as the run's own query answers: one shape, one fold. */
export interface Task {
  id: string;
  runId: string;
  /** Playbook key of the task, e.g. `competitor-analysis`. */
  key: string;
  /** Block key within step and visit. */
  block: string;
  step: string;
  visit: number;
  turn: number;
  title: Text;
  /** One sentence: what is asked. */
  description: Text;
  state: TaskStatus;
  version: number;
  assign: Assignment;
  assignee: string | null;
  /** People who may claim it, resolved when it opened; empty for a task with an assignee. */
  candidates: string[];
  /** True when nobody held the role and the run's manager got it. */
  fellToManager: boolean;
  /** People who may not complete it, because it judges their own work (handbook 4.3). */
  excluded: string[];
  form: FormRef | null;
  checklist: ChecklistItem[];
  subject: TaskSubject;
  openedAt: number;
  clock: ClockState | null;
  closedAt: number | null;
  closedBy: string | null;
  documentId: string | null;
  /** The few answers that steer the run. */
  outcome: Record<string, Json>;
  /** Reason of return, skip or cancel. */
  reason: string | null;
}
