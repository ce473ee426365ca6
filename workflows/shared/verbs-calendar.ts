import { closingOf } from '#domain/task/action-due';
import { calendarNow, changeOver, movedFrom, type CalendarsNow } from '#domain/clock/change-over';
import { movedMeeting } from '#domain/meeting/move';
import type { CalendarChange } from '#contracts/commands';
import type { Cause } from '#contracts/events';
import type { Engine } from './engine.ts';
import type { Verb } from './commands.ts';

/** What a changed calendar does to a run. What fired stays fired, a breached due time stays, a held meeting stays. */
export const CALENDAR_VERBS = {
  replanRun: ((engine, { args }, cause) => {
    // What was cut before a change that has come already knows nothing of people's calendars either.
    const change = engine.facts.take(args.slices) ? args : { ...args, people: {} };
    const ends = moveMeetings(engine, change, cause);
    replanClocks(engine, change, ends, cause);
    moveWaivers(engine, change, cause);
    return 'replanned';
  }) satisfies Verb<'replanRun'>,
};

/** Moves meetings not yet held; answers their new ends by the id of the task that asks for their decision. */
function moveMeetings({ state, facts, recorder, now }: Engine, { slices, reason }: CalendarChange, cause: Cause): Record<string, number> {
  const ends: Record<string, number> = {};
  for (const meeting of Object.values(state.meetings)) {
    const id = meeting.schedule?.calendarId ?? '';
    const moved = id in slices ? movedMeeting(meeting, facts.calendarFor(id), now()) : null;
    if (!moved) continue;
    recorder.emit('MeetingMoved', { meetingId: meeting.id, ...moved, was: { startsAt: meeting.startsAt, endsAt: meeting.endsAt }, reason }, cause);
    ends[meeting.taskId] = moved.endsAt;
  }
  return ends;
}

function replanClocks({ state, facts, recorder, now }: Engine, { slices, people, reason }: CalendarChange, ends: Record<string, number>, cause: Cause): void {
  // A slice older than the one at hand was not taken: the newer one counts.
  const calendars: CalendarsNow = { people, slices: Object.fromEntries(Object.keys(slices).map((id) => [id, facts.calendarFor(id)])) };
  for (const task of Object.values(state.tasks)) {
    if (!task.clock || task.closedAt !== null || !(calendarNow(task.clock, people) in slices)) continue;
    const clock = changeOver(task.clock, calendars, now(), ends[task.id] ?? null);
    if (clock === task.clock) continue;
    const was = movedFrom(task.clock, clock);
    recorder.emit('ClockReplanned', { taskId: task.id, clock, ...(was === null ? {} : { was, reason }) }, cause);
  }
}

/** Gates' waivers end with the closing of their day, or of the last working day before it. */
function moveWaivers({ state, facts, recorder, now }: Engine, { slices, reason }: CalendarChange, cause: Cause): void {
  if (!(state.definition.calendarId in slices)) return;
  state.waivers = state.waivers.map((waiver) => {
    const until = waiver.date === undefined ? null : closingOf(facts.calendar, waiver.date);
    if (until === null || until === waiver.until || waiver.until <= now() || until <= now()) return waiver;
    recorder.emit('WaiverMoved', { gate: waiver.gate, by: waiver.by, until, was: waiver.until, reason }, cause);
    return { ...waiver, until };
  });
}
