import type { CalendarSlice } from '#contracts/calendar';
import type { ClockState } from '#contracts/clock';
import type { Command } from '#contracts/commands';
import { FAILURES } from '#contracts/failures';
import type { Meeting } from '#contracts/meeting';
import type { Task } from '#contracts/task';
import { shiftClock, shifted } from '../clock/shift.ts';
import type { Refusal } from '../task/rules.ts';

/** What of a run has dates that can move. */
export interface Dated {
  tasks: readonly Task[];
  meetings: readonly Meeting[];
  calendarOf: (clock: Pick<ClockState, 'calendarId'>) => CalendarSlice;
  /** Of the run, by which its meetings are planned. */
  calendar: CalendarSlice;
}
/** Where every date goes. */
export interface ShiftPlan {
  clocks: Array<{ taskId: string; clock: ClockState }>;
  meetings: Array<{ meetingId: string; startsAt: number; endsAt: number; was: { startsAt: number; endsAt: number } }>;
}
const invalid = (field: string, message: string): Refusal => ({ type: FAILURES.invalid, message, detail: { field } });

/**
 * The new times of a shift on the run's calendars, all or nothing: open clocks and meetings not yet held, or those chosen; a meeting takes the clock of
 * its task along. Refused when something chosen has no date, when an earlier date would lie in the past, and when a calendar does not reach.
 */
export function planShift({ tasks, meetings, calendarOf, calendar }: Dated, { args, actor, receivedAt }: Command<'shiftDates'>): ShiftPlan | Refusal {
  const ahead = meetings.filter((meeting) => meeting.state === 'scheduled');
  const open = tasks.filter((task) => task.closedAt === null && task.clock !== null);
  const movedMeetings = ahead.filter(({ id }) => args.meetingIds?.includes(id) ?? args.taskIds === null);
  const movedTasks = open.filter(({ id }) => (args.taskIds?.includes(id) ?? args.meetingIds === null) || movedMeetings.some(({ taskId }) => taskId === id));
  const unknown = missing(args.taskIds, movedTasks, 'taskIds') ?? missing(args.meetingIds, movedMeetings, 'meetingIds');
  if (unknown) return unknown;
  if (movedTasks.length + movedMeetings.length === 0) return { type: FAILURES.forbidden, message: 'nothing here has a date', detail: { rule: 'nothing-dated' } };
  const plan: ShiftPlan = { clocks: [], meetings: [] };
  for (const task of movedTasks) {
    const clock = shiftClock(task.clock!, calendarOf(task.clock!), { by: actor, at: receivedAt, shift: { duration: args.duration, direction: args.direction }, reason: args.reason });
    const past = invalid('duration', `the due time of ${task.key} would lie in the past`);
    // Counting back ends before the calendar at hand begins, which is in the past.
    if (clock === null) return args.direction === 'earlier' && !task.clock!.needsMore ? past : short;
    if (intoThePast(task.clock!.dueAt, clock.dueAt, receivedAt) && !clock.paused) return past;
    plan.clocks.push({ taskId: task.id, clock });
  }
  for (const meeting of movedMeetings) {
    const startsAt = shifted(meeting.startsAt, calendar, args);
    const past = invalid('duration', `the meeting ${meeting.key} would lie in the past`);
    if (startsAt === null) return args.direction === 'earlier' ? past : short;
    if (intoThePast(meeting.startsAt, startsAt, receivedAt)) return past;
    plan.meetings.push({ meetingId: meeting.id, startsAt, endsAt: startsAt + meeting.endsAt - meeting.startsAt, was: { startsAt: meeting.startsAt, endsAt: meeting.endsAt } });
  }
  return plan;
}

const short: Refusal = { type: FAILURES.forbidden, message: 'the calendar at hand does not reach', detail: { rule: 'calendar-short' } };
/** What was late before may stay late; what was ahead may not become late at a stroke. */
const intoThePast = (before: number, after: number, now: number): boolean => after <= now && after < before;

function missing(ids: readonly string[] | null, found: ReadonlyArray<{ id: string }>, field: string): Refusal | null {
  const index = ids?.findIndex((id) => !found.some((row) => row.id === id)) ?? -1;
  return index < 0 ? null : invalid(`${field}/${index}`, 'has no date of this run that could move');
}
