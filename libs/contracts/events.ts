import type { ClockState, Deadline, Severity, Target } from './clock.ts';
import type { Shift } from './commands.ts';
import type { Meeting } from './meeting.ts';
import type { Piece, PieceCheck, PieceCheckpoint } from './piece.ts';
import type { CaseEntry, Run } from './run.ts';
import type { Assignment, Delegation, Evidence, ReturnThen, SignDecision, Signing, Task } from './task.ts';
import type { Json, Text } from './text.ts';

/** Who or what made an event happen. `id` with the event's number identifies it for ever. */
export type Cause = { kind: 'command'; id: string; actor: string } | { kind: 'clock'; id: string } | { kind: 'run'; id: string } | { kind: 'reconciler'; id: string };

/** What happened, by type. Every payload holds whole values, so that the fold needs no lookup. */
export interface EventData {
  RunStarted: { run: Run };
  RunPaused: { by: string; reason: string; clocks: Record<string, ClockState> };
  RunResumed: { by: string; reason: string; clocks: Record<string, ClockState> };
  /** `concerned`: who worked on it or was to, beyond those whose open tasks it closes; absent in events of earlier releases. */
  RunCancelled: { by: string; reason: string; concerned?: string[] };
  /** The work of a step stops: its open tasks' clocks, and nothing new opens in it. */
  StepPaused: { step: string; visit: number; by: string; reason: string; clocks: Record<string, ClockState> };
  StepResumed: { step: string; visit: number; by: string; reason: string; clocks: Record<string, ClockState> };
  /** Dates move together; each task's and meeting's own event follows. */
  DatesShifted: { by: string; reason: string; shift: Shift; tasks: string[]; meetings: string[] };
  /** The run is on another version of its playbook; forms of `tasks` (those open) stay those of `from`. Each moved due time's own event follows. */
  RunMoved: { by: string; reason: string; from: number; to: number; settings: Record<string, Json>; stepTitle: Text | null; tasks: string[] };
  /** One person's open work goes to another; each task's own event follows. */
  WorkReassigned: { by: string; reason: string; from: string; to: string; tasks: string[] };
  RunClosed: { outcome: string };
  RunLost: { reason: string };
  TurnStarted: { turn: number; carriedOver: string[] };
  /** `resumed`: gone back into the same visit, whose finished work stands. */
  StepEntered: { step: string; title: Text; visit: number; resumed?: boolean };
  /** The run goes back from `from`, which nobody had touched, into the step it had left: a task of it was taken back. */
  StepRecalled: { step: string; title: Text; visit: number; from: string; by: string; reason: string };
  StepLeft: { step: string; visit: number; outcome: 'completed' | 'skipped' | 'sent-back' | 'repeated' | 'moved' | 'cancelled'; by: string | null; reason: string | null };
  TaskOpened: { task: Task };
  TaskClaimed: { taskId: string; by: string };
  TaskReleased: { taskId: string; by: string };
  TaskTransferred: { taskId: string; by: string; to: string; reason: string };
  TaskReassigned: { taskId: string; assign: Assignment; assignee: string | null; candidates: string[]; reason: string };
  /** Somebody stands in for a person who is away. */
  TaskCovered: { taskId: string; by: string; for: string; to: string; absenceId: string };
  /** The absence is over: `to` has their task back from `from`. */
  TaskUncovered: { taskId: string; by: string; from: string | null; to: string; absenceId: string };
  ChecklistTicked: { taskId: string; item: string; done: boolean; by: string; evidence: Evidence | null };
  ItemAssigned: { taskId: string; item: string; owner: string | null; by: string };
  /** 催办. `at` is when it was pressed (epoch ms), `count` how often by now. */
  TaskNudged: { taskId: string; by: string; at: number; count: number };
  TaskAcknowledged: { taskId: string; by: string; clock: ClockState };
  TaskDueChanged: { taskId: string; by: string; reason: string; dueAt: number; clock: ClockState };
  /** This task alone stops; `clock` is null where it has none. */
  TaskPaused: { taskId: string; by: string; reason: string; clock: ClockState | null };
  TaskResumed: { taskId: string; by: string; reason: string; clock: ClockState | null };
  /** The clock was computed again because more or another calendar came to hand. `was` is the due instant that a change of the calendar moved, `reason` of the change. */
  ClockReplanned: { taskId: string; clock: ClockState; was?: number; reason?: string };
  /** `assignee` is who gets it back. */
  TaskDelegated: { taskId: string; by: string; assignee: string; delegation: Delegation };
  TaskHandedBack: { taskId: string; by: string; documentId: string | null; outcome: Record<string, Json> };
  /** Taken back or given back without answers. */
  DelegationEnded: { taskId: string; by: string; to: string; reason: string };
  SignersChanged: { taskId: string; by: string; added: string[]; removed: string[]; reason: string; signing: Signing | null };
  /** The holder is done; it counts once enough co-signers approved. */
  TaskSubmitted: { taskId: string; by: string; documentId: string | null; outcome: Record<string, Json> };
  TaskSigned: { taskId: string; by: string; decision: SignDecision; reason: string | null };
  /** Approval has become impossible: back to the holder, and signing begins anew. */
  SubmissionRejected: { taskId: string; by: string; reason: string };
  TaskCompleted: { taskId: string; by: string; documentId: string | null; outcome: Record<string, Json> };
  TaskReturned: { taskId: string; by: string; toStep: string; reason: string; then?: ReturnThen };
  /** Open again for whoever had completed it. */
  TaskRecalled: { taskId: string; by: string; reason: string; clock: ClockState | null };
  /** What was handed in for signatures is taken back. */
  SubmissionWithdrawn: { taskId: string; by: string; reason: string };
  TaskSkipped: { taskId: string; by: string; reason: string };
  /** A request with a time box has reached its end. */
  TaskLapsed: { taskId: string };
  TaskCancelled: { taskId: string; reason: string };
  /** A reminder before, at or after the due time. */
  TaskReminded: { taskId: string; deadline: Deadline; clock: ClockState };
  TaskAtRisk: { taskId: string; deadline: Deadline; clock: ClockState };
  TaskBreached: { taskId: string; deadline: Deadline; clock: ClockState };
  BreachAnnulled: { taskId: string; clock: ClockState };
  RungFired: { taskId: string; rung: number; to: Target[]; deadline: Deadline; clock: ClockState };
  /** A rung was told again, because nobody acknowledged; `round` counts from 1. */
  RungRepeated: { taskId: string; rung: number; round: number; to: Target[]; deadline: Deadline; clock: ClockState };
  /** A rung that was due waits until somebody whom it tells is at work: until when (epoch ms), and whose working time that is. */
  RungHeld: { taskId: string; rung: number; until: number; person: string; calendarId: string; deadline: Deadline; clock: ClockState };
  RungSkipped: { taskId: string; rung: number; reason: 'empty'; clock: ClockState };
  AcknowledgementExpired: { taskId: string; deadline: Deadline; clock: ClockState };
  /** The run is graver or less grave than it was: clocks that follow it climb another ladder. */
  RunSeverityChanged: { by: string; severity: Severity | null; reason: string; clocks: Record<string, ClockState> };
  /** The task has a severity of its own, or (null) follows its run again. */
  TaskSeverityChanged: { taskId: string; by: string; severity: Severity | null; reason: string; clock: ClockState };
  MeetingScheduled: { meeting: Meeting };
  AttendanceRecorded: { meetingId: string; by: string; attendance: Meeting['attendance'] };
  MinutesRecorded: { meetingId: string; by: string; documentId: string };
  MeetingDecided: { meetingId: string; by: string; decision: string; outcome: Record<string, Json>; documentId: string | null };
  /** A change of the calendar, or a person (`by`), moved a meeting that was not yet held. */
  MeetingMoved: { meetingId: string; startsAt: number; endsAt: number; was: { startsAt: number; endsAt: number }; reason: string; by?: string };
  MeetingCancelled: { meetingId: string; reason: string };
  GateOpened: { gate: string; taskId: string };
  GateMet: { gate: string; taskId: string; by: string };
  /** Passed without evidence, by a named person, until the closing of `until` (epoch ms). */
  GateWaived: { gate: string; taskId: string; by: string; reason: string; until: number };
  /** A change of the calendar moved the end of a waiver (epoch ms). */
  WaiverMoved: { gate: string; by: string; until: number; was: number; reason: string };
  /** A waiver has run out before the evidence came: the gate asks again. */
  GateReopened: { gate: string; waivedBy: string };
  PieceAdded: { piece: Piece };
  PieceMoved: { pieceId: string; state: Piece['state']; authors: string[] };
  PieceChecked: { pieceId: string; check: PieceCheck };
  ReworkAsked: { pieceId: string; reworks: number };
  ReworkCapReached: { pieceId: string; reworks: number; to: Target[] };
  ReworkCapRaised: { pieceId: string; cap: number; by: string };
  PiecePublished: { pieceId: string; by: string; at: number; platform: string; account: string; link: string };
  CheckpointEvaluated: { pieceId: string; checkpoint: PieceCheckpoint };
  CaseKept: { entry: CaseEntry };
}
export type EventType = keyof EventData;

/** One fact of a run. `n` counts 1, 2, 3 … within the run; `v` is the payload's version; `at` is epoch ms. */
export type RunEvent<T extends EventType = EventType> = { [K in T]: { n: number; type: K; v: number; at: number; cause: Cause; data: EventData[K] } }[T];

/** Payload versions of this release; an older stored event goes through its upcaster before the fold. 2: a task's cover, delegation, signing, nudges, pause and accountable. */
export const EVENT_VERSION = 2;

/** What `recordEvents` is given: consecutive events of one run. */
export interface EventBatch {
  runId: string;
  events: RunEvent[];
}
/** What it answers: rungs that reached nobody (the run skips on at once). */
export interface RecordResult {
  lastEvent: number;
  emptyRungs: Array<{ taskId: string; rung: number; n: number }>;
}
/** At most so many events and bytes in one batch. */
export const MAX_BATCH_EVENTS = 200;
export const MAX_BATCH_BYTES = 256 * 1024;
