import type { Recurrence } from './playbook.ts';
import type { Json, Text } from './text.ts';

export type MeetingStatus = 'scheduled' | 'held' | 'cancelled';
export interface Meeting {
  id: string;
  runId: string;
  key: string;
  /** Occurrence number within the series of this run, from 1. */
  occurrence: number;
  title: Text;
  agenda: Text[];
  /** Unfinished actions carried into this meeting's agenda, by task id. */
  carriedOver: string[];
  step: string;
  turn: number;
  startsAt: number;
  endsAt: number;
  organizer: string;
  attendees: string[];
  attendance: Record<string, 'present' | 'absent' | 'excused'>;
  state: MeetingStatus;
  decision: string | null;
  outcome: Record<string, Json>;
  minutesDocumentId: string | null;
  /** The task that asks the organizer for the decision. */
  taskId: string;
  /** iCalendar SEQUENCE. */
  sequence: number;
  version: number;
  /** What its date follows from, so that it can be counted again; absent in meetings of releases before this. */
  schedule?: MeetingSchedule | null;
}
/** The series' rhythm, the instant (epoch ms) after which its next date was sought, and in which calendar. */
export interface MeetingSchedule {
  calendarId: string;
  recurrence: Recurrence;
  after: number;
}
