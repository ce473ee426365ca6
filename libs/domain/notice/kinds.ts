import type { EventType } from '#contracts/events';
import type { NoticeKind } from '#contracts/notice';

/** The notice that each event type makes; a type left out tells nobody. */
export const KIND_OF: Partial<Record<EventType, NoticeKind>> = {
  TaskOpened: 'task-opened',
  TaskTransferred: 'task-assigned',
  TaskReassigned: 'task-assigned',
  TaskReleased: 'task-released',
  TaskReturned: 'task-returned',
  TaskDueChanged: 'task-due-changed',
  ClockReplanned: 'task-due-moved',
  TaskCancelled: 'task-cancelled',
  TaskSkipped: 'task-skipped',
  TaskReminded: 'task-reminded',
  TaskAtRisk: 'task-at-risk',
  TaskBreached: 'task-breached',
  RungFired: 'rung-fired',
  RungRepeated: 'rung-repeated',
  AcknowledgementExpired: 'ack-expired',
  TaskAcknowledged: 'task-acknowledged',
  BreachAnnulled: 'breach-annulled',
  TaskDelegated: 'task-delegated',
  TaskHandedBack: 'task-handed-back',
  DelegationEnded: 'task-assigned',
  SignersChanged: 'signers-changed',
  TaskSubmitted: 'task-to-sign',
  TaskSigned: 'task-signed',
  SubmissionRejected: 'submission-rejected',
  TaskCompleted: 'task-approved',
  TaskRecalled: 'task-recalled',
  SubmissionWithdrawn: 'submission-withdrawn',
  ItemAssigned: 'item-assigned',
  TaskNudged: 'task-nudged',
  MeetingScheduled: 'meeting-invited',
  MeetingMoved: 'meeting-moved',
  MeetingCancelled: 'meeting-cancelled',
  MinutesRecorded: 'minutes-recorded',
  MeetingDecided: 'meeting-decided',
  ReworkAsked: 'rework-asked',
  ReworkCapReached: 'rework-cap',
  TaskPaused: 'task-paused',
  TaskResumed: 'task-resumed',
  StepPaused: 'step-paused',
  StepResumed: 'step-resumed',
  DatesShifted: 'dates-shifted',
  WorkReassigned: 'work-reassigned',
  RunMoved: 'run-moved',
  RunPaused: 'run-paused',
  RunResumed: 'run-resumed',
  RunSeverityChanged: 'severity-changed',
  TaskSeverityChanged: 'severity-changed',
  RunCancelled: 'run-cancelled',
  RunClosed: 'run-closed',
  RunLost: 'run-lost',
};

/** Events of clocks: those of one batch reach a person together (architecture.md, fair clocks: "told to each person in one notice"). */
export const CLOCK_EVENTS: readonly EventType[] = ['TaskReminded', 'TaskAtRisk', 'TaskBreached', 'RungFired', 'RungRepeated', 'AcknowledgementExpired', 'BreachAnnulled'];
/** Events that end work: a step skipped or a run cancelled closes many tasks at once, and a person hears of it once. */
export const ENDING_EVENTS: readonly EventType[] = ['TaskCancelled', 'TaskSkipped', 'RunCancelled'];
/** Events that say of a command what it does to many tasks; the tasks' own events reach a person together with it, in one notice. */
export const GATHERING_EVENTS: readonly EventType[] = ['DatesShifted', 'WorkReassigned', 'RunMoved'];
export const GATHERED_EVENTS: readonly EventType[] = ['TaskDueChanged', 'TaskTransferred', 'TaskReassigned'];
/** What an actor is told although it came of their own act: a meeting to keep, a task to do. */
export const TOLD_TO_ACTOR: readonly EventType[] = ['MeetingScheduled', 'MeetingMoved', 'TaskOpened'];

/** Gravest first: the kind of a notice that covers several events is the first of these among them. */
export const GRAVITY: readonly NoticeKind[] = [
  'task-breached', 'ack-expired', 'rung-fired', 'rung-repeated', 'task-at-risk', 'task-reminded', 'breach-annulled',
  'run-cancelled', 'task-cancelled', 'task-skipped',
  'task-assigned', 'task-due-changed', 'dates-shifted', 'work-reassigned', 'run-moved',
  'rework-asked', 'metric-missing', 'metric-under', 'task-opened',
];

const ASKING: readonly NoticeKind[] = [
  'task-opened', 'metric-under', 'metric-missing', 'rework-asked', 'task-assigned', 'task-released', 'cover-begun', 'task-reminded', 'task-at-risk', 'task-breached', 'rung-fired', 'rung-repeated', 'ack-expired',
  'task-delegated', 'task-handed-back', 'task-to-sign', 'submission-rejected', 'item-assigned', 'task-nudged',
];
const IN_APP_ONLY: readonly NoticeKind[] = [
  'task-taken', 'task-released', 'task-acknowledged', 'breach-annulled', 'minutes-recorded', 'meeting-decided', 'commented', 'attached',
  'delegation-told', 'signers-changed', 'task-signed', 'submission-withdrawn', 'task-recalled',
];

/** True when the notice is void once its task is closed. */
export const asksForAction = (kind: NoticeKind): boolean => ASKING.includes(kind);
/** True when the notice also goes by mail. */
export const goesByMail = (kind: NoticeKind): boolean => !IN_APP_ONLY.includes(kind);
