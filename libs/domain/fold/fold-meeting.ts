import type { RunEvent } from '#contracts/events';
import type { Meeting } from '#contracts/meeting';

/** The meeting's row after `event`; the same row when the event is not about it. */
export function foldMeeting(row: Meeting | null, event: RunEvent): Meeting | null {
  if (event.type === 'MeetingScheduled') return row === null || row.id === event.data.meeting.id ? event.data.meeting : row;
  if (row === null || !('meetingId' in event.data) || event.data.meetingId !== row.id) return row;
  const version = row.version + (event.cause.kind === 'command' ? 1 : 0);
  switch (event.type) {
    case 'AttendanceRecorded':
      return { ...row, version, attendance: { ...row.attendance, ...event.data.attendance } };
    case 'MinutesRecorded':
      return { ...row, version, minutesDocumentId: event.data.documentId };
    case 'MeetingDecided':
      return { ...row, version, state: 'held', decision: event.data.decision, outcome: event.data.outcome };
    // A change of the calendar is nobody's decision: what a person saw is not stale. Where a person put it, no calendar moves it any more.
    case 'MeetingMoved':
      return { ...row, ...(event.data.by === undefined ? {} : { version, schedule: null }), startsAt: event.data.startsAt, endsAt: event.data.endsAt, sequence: row.sequence + 1 };
    case 'MeetingCancelled':
      return { ...row, version, state: 'cancelled', sequence: row.sequence + 1 };
    default:
      return row;
  }
}
