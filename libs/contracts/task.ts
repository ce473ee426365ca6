import type { ClockState } from './clock.ts';
import type { Json, Text } from './text.ts';

export const TASK_STATES = ['open', 'claimed', 'done', 'returned', 'skipped', 'cancelled'] as const;
export type TaskStatus = (typeof TASK_STATES)[number];

/** How one person is chosen among several: whoever claims it, each in turn, or whoever has the least open work. */
export type PickStrategy = 'claim' | 'round-robin' | 'least-loaded';
/** Who gets a task. `stepActor` is whoever last completed the task of that key in this run; `managerOf` the lead of that person's team, else the run's manager (handbook 4.3). */
export type Assignment =
  | { person: string }
  | { role: string; pick?: PickStrategy }
  | { team: string; pick?: PickStrategy }
  | { manager: true }
  | { stepActor: string }
  | { managerOf: { person: string } | { role: string } | { stepActor: string } };

export interface ChecklistItem {
  key: string;
  title: Text;
  mandatory: boolean;
  /** Whether ticking it asks for evidence. */
  evidenceRequired: boolean;
  /** Who is to do it; null means whoever has the task. */
  owner: string | null;
  done: boolean;
  by: string | null;
  at: number | null;
  evidence: Evidence | null;
}
/** What shows that an item is done: a document of the run, an attachment of the task, or a link. */
export interface Evidence {
  documentId: string | null;
  attachmentId: string | null;
  link: string | null;
}

/** Where the run goes once the step that work was sent back to is done: on from there in order, or straight back to whoever sent it back. */
export const RETURN_THEN = ['in-order', 'straight-back'] as const;
export type ReturnThen = (typeof RETURN_THEN)[number];

/** Somebody has the task for a person who is away; it goes back when the absence ends. */
export interface Cover {
  for: string;
  absenceId: string;
  since: number;
}

/** Delegate-and-return 委派: `to` does the work, `by` gets it back with the answers and completes it. */
export interface Delegation {
  by: string;
  to: string;
  at: number;
  reason: string;
  /** Set once `to` handed it back. */
  handedBack: { at: number; documentId: string | null; outcome: Record<string, Json> } | null;
}

/** How many co-signers must approve: all, one, a share of them, or all one after the other. */
export const SIGN_MODES = ['all', 'any', 'ratio', 'sequence'] as const;
export type SignMode = (typeof SIGN_MODES)[number];
/** So many people sign one task at most: each is told, and the run keeps each. */
export const MAX_SIGNERS = 20;
export const SIGN_DECISIONS = ['approved', 'rejected'] as const;
export type SignDecision = (typeof SIGN_DECISIONS)[number];
/** One co-signer 加签. `by` is who added them, null for the playbook (the accountable of RACI), whose approval is needed whatever the mode. `reason` is what they said. */
export interface Signer {
  person: string;
  by: string | null;
  at: number;
  decision: SignDecision | null;
  decidedAt: number | null;
  reason: string | null;
}
/** Co-signers of a task: what its holder submits counts once enough of them approved. `ratio` is 0..1, for that mode only. */
export interface Signing {
  mode: SignMode;
  ratio: number | null;
  signers: Signer[];
  /** What waits for them; null while the holder still works. */
  submitted: { by: string; at: number; documentId: string | null; outcome: Record<string, Json> } | null;
}

export interface FormRef {
  key: string;
  version: number;
  /** Version of the playbook that the task opened under, where its form is found; absent in tasks of earlier releases. */
  playbook?: number;
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
  /** True for the sign-off of a step by whoever is accountable. */
  signOff?: boolean;
  /** True for a request for an opinion. */
  opinion?: boolean;
  /** True for a decision that the run acts on at once: it cannot be taken back. */
  decides?: boolean;
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
  /** Accountable of its step (RACI): signs off, and is told when it escalates. */
  accountable: string | null;
  cover: Cover | null;
  delegation: Delegation | null;
  signing: Signing | null;
  /** Latest nudge 催办 and how many there were. */
  nudged: { by: string; at: number; count: number } | null;
  /** Set while this task alone is paused. */
  pause: { by: string; at: number; reason: string } | null;
}
