import type { EventType } from './events.ts';
import type { Text } from './text.ts';

/** What a person is told. The name is also the message catalogue's key (`notice.<kind>`). */
export const NOTICE_KINDS = [
  'task-opened', 'metric-under', 'metric-missing', 'rework-asked',
  'task-assigned', 'task-taken', 'task-released', 'task-returned', 'task-due-changed', 'task-due-moved', 'task-cancelled', 'task-skipped',
  'digest', 'absence-set', 'cover-begun', 'cover-ended',
  'task-reminded', 'task-at-risk', 'task-breached', 'rung-fired', 'rung-repeated', 'ack-expired', 'task-acknowledged', 'breach-annulled',
  'task-delegated', 'delegation-told', 'task-handed-back', 'task-to-sign', 'signers-changed', 'task-signed', 'submission-rejected', 'task-approved', 'task-nudged', 'item-assigned', 'task-recalled', 'submission-withdrawn',
  'meeting-invited', 'meeting-moved', 'meeting-cancelled', 'minutes-recorded', 'meeting-decided',
  'task-paused', 'task-resumed', 'step-paused', 'step-resumed', 'dates-shifted', 'work-reassigned', 'run-moved',
  'rework-cap', 'run-paused', 'run-resumed', 'severity-changed', 'run-cancelled', 'run-closed', 'run-lost',
  'commented', 'mentioned', 'attached', 'command-refused',
  'schedule-missed', 'schedule-failed',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** Where a delivery stands: waiting, in a worker's hands, sent, given up (dead letter), or not worth sending any more. */
export const DELIVERY_STATES = ['pending', 'sending', 'sent', 'dead', 'superseded'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** Kinds whose mail carries the meeting as an iCalendar object. */
export const bearsInvitation = (kind: NoticeKind): boolean => kind === 'meeting-invited' || kind === 'meeting-moved' || kind === 'meeting-cancelled';

/** One event as a notice retells it: everything that rendering needs and that a later change must not alter. */
export interface NoticeItem {
  n: number;
  /** `Beside`: no event of the run; `n` is then negative. */
  type: EventType | 'Beside';
  kind: NoticeKind;
  taskId: string | null;
  /** Title of the task, meeting or step; null when the notice is about the run. */
  title: Text | null;
  /** What is asked, in one sentence. */
  description: Text | null;
  /** Due instant (epoch ms) and the handbook section that it comes from. */
  dueAt: number | null;
  provisional: boolean;
  source: string | null;
  /** Due or starting instant that a change of the calendar moved. */
  was?: number | null;
  /** Rung of the ladder, from 0. */
  rung: number | null;
  /** Free text made by people: a piece's title, an action's title, an outcome. */
  subject: string | null;
  reason: string | null;
  /** Likewise where a program says why, in both languages. */
  because?: Text | null;
  /** Person who did it. */
  by: string | null;
  defects: string[];
  /** Rule that refused what the person asked; also the key of its sentence in the catalogues. */
  rule?: string | null;
  /** Comment that it tells of. Its text stays with the comment: who tells looks it up when the turn comes. */
  commentId?: string | null;
  /** Name of the attachment that it tells of. */
  attachment?: string | null;
  /** What that comment says, put in when a message is made; never stored. */
  text?: string;
  /** What nobody holds, so that it fell to whoever is told: a role or a team; absent in notices of earlier releases. */
  unheld?: string | null;
  /** Person whose work it is, while somebody stands in for them. */
  actingFor?: string | null;
  /** From when to when (epoch ms), where that is the news. */
  span?: { from: number; until: number } | null;
}

/** A meeting as its invitation carries it; names and addresses are looked up when the mail is made. */
export interface NoticeMeeting {
  id: string;
  title: Text;
  agenda: Text[];
  startsAt: number;
  endsAt: number;
  organizer: string;
  attendees: string[];
  sequence: number;
}

/** What happened in a step that somebody is informed of (RACI). `n` is the event's number in its run. */
export interface DigestLine {
  n: number;
  at: number;
  kind: 'entered' | 'left' | 'breached' | 'decided' | 'ended';
  step: Text;
  /** Task or meeting that it is about. */
  title: Text | null;
  /** Decision, outcome or reason. */
  detail: string | null;
}
/** A task that is due next. */
export interface DigestDue {
  taskId: string;
  title: Text;
  subject: string | null;
  dueAt: number;
  assignee: string | null;
}
export interface DigestRun {
  runId: string;
  title: string;
  happened: DigestLine[];
  due: DigestDue[];
}
/** The digest 日报 of one person and working day. */
export interface Digest {
  date: string;
  runs: DigestRun[];
}

export interface NoticeData {
  runTitle: string;
  items: NoticeItem[];
  meeting: NoticeMeeting | null;
  /** Page of the console that it leads to, where that is no task's. */
  path?: string;
  /** Set in a daily digest, which has no items. */
  digest?: Digest;
}

/** One notice to one person. `eventNumbers` ascend; `fromN` is the first of them. */
export interface NoticePlan {
  personId: string;
  kind: NoticeKind;
  fromN: number;
  eventNumbers: number[];
  /** The one task it is about; null for none or several. */
  taskId: string | null;
  data: NoticeData;
  /** True when it only makes sense while its task is open: such a delivery is superseded once the task is closed. */
  asksForAction: boolean;
  /** Whether a mail goes out; every notice is shown in the application. */
  email: boolean;
}
