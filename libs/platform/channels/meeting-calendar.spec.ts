import { meetingCalendar } from './meeting-calendar.ts';

const meeting = { id: 'meeting-1', title: { 'zh-CN': '评审会', en: 'Review; goals, floors' }, agenda: [{ 'zh-CN': '目标', en: 'Goals' }], startsAt: Date.UTC(2026, 10, 24, 2), endsAt: Date.UTC(2026, 10, 24, 3), organizer: 'o', attendees: ['a', 'gone'], sequence: 2 };
const options = { locale: 'en' as const, people: { o: { name: 'Olga', email: 'olga@callsheet.test' }, a: { name: 'Ann "A"\r\nBEGIN:VALARM', email: 'ann@callsheet.test' } }, cancelled: false, stampedAt: Date.UTC(2026, 10, 20), publicUrl: 'https://calls.example.com', taskId: 't' };
/** Long lines are folded (RFC 5545, 3.1). */
const unfolded = (content: string): string => content.replace(/\r\n[ \t]/g, '');

describe('meetingCalendar', () => {
  it('invites with the meeting as UID, its sequence and times in UTC', () => {
    const { method, content } = meetingCalendar(meeting, options);
    const lines = unfolded(content).split('\r\n');
    expect(method).toBe('REQUEST');
    expect(lines).toEqual(expect.arrayContaining(['METHOD:REQUEST', 'UID:meeting-1', 'SEQUENCE:2', 'DTSTART:20261124T020000Z', 'DTEND:20261124T030000Z', 'SUMMARY:Review\\; goals\\, floors', 'STATUS:CONFIRMED']));
    expect(lines.filter((line) => line.startsWith('ATTENDEE'))).toHaveLength(1);
    expect(lines.some((line) => line.startsWith('BEGIN:VALARM'))).toBe(false);
    expect(content).toContain('mailto:olga@callsheet.test');
  });

  it('is the same in every attempt', () => {
    expect(meetingCalendar(meeting, options)).toEqual(meetingCalendar(meeting, options));
  });

  it('revokes', () => {
    const { method, content } = meetingCalendar(meeting, { ...options, cancelled: true });
    expect(method).toBe('CANCEL');
    expect(content).toMatch(/METHOD:CANCEL[\s\S]*STATUS:CANCELLED/);
  });
});
