import ical, { ICalAttendeeRole, ICalAttendeeStatus, ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { NoticeMeeting } from '#contracts/notice';
import type { Locale } from '#contracts/text';
import type { Message } from './channel.ts';

export interface CalendarOptions {
  locale: Locale;
  /** Name and address by person id; whoever is missing is left out. */
  people: Record<string, { name: string; email: string }>;
  cancelled: boolean;
  /** When the invitation was made (epoch ms): the same in every attempt. */
  stampedAt: number;
  publicUrl: string;
  taskId: string | null;
}

/** A meeting as an iCalendar object (RFC 5546): REQUEST or CANCEL, UID the meeting's id, SEQUENCE its revision, times in UTC. */
export function meetingCalendar(meeting: NoticeMeeting, options: CalendarOptions): NonNullable<Message['calendar']> {
  const { locale, people, cancelled } = options;
  const method = cancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST;
  const calendar = ical({ prodId: { company: 'Callsheet', product: 'Callsheet', language: 'EN' }, method });
  const organizer = people[meeting.organizer];
  const url = options.taskId === null ? options.publicUrl : `${options.publicUrl}/tasks/${encodeURIComponent(options.taskId)}`;
  calendar.createEvent({
    id: meeting.id,
    sequence: meeting.sequence,
    stamp: new Date(options.stampedAt),
    start: new Date(meeting.startsAt),
    end: new Date(meeting.endsAt),
    summary: meeting.title[locale],
    description: meeting.agenda.map((point, index) => `${index + 1}. ${point[locale]}`).join('\n'),
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    url,
    ...(organizer ? { organizer: { name: organizer.name, email: organizer.email } } : {}),
    attendees: meeting.attendees.flatMap((id) => (people[id] ? [{ name: people[id].name, email: people[id].email, role: ICalAttendeeRole.REQ, status: ICalAttendeeStatus.NEEDSACTION, rsvp: !cancelled }] : [])),
  });
  return { method: cancelled ? 'CANCEL' : 'REQUEST', content: calendar.toString() };
}
