import type { Verb } from './commands.ts';

/** Verbs on one meeting. Its decision completes the organizer's task, and the other way round. */
export const MEETING_VERBS = {
  recordAttendance: ((engine, { args, actor }, cause) => {
    engine.recorder.emit('AttendanceRecorded', { meetingId: args.meetingId, by: actor, attendance: args.attendance }, cause);
    return 'recorded';
  }) satisfies Verb<'recordAttendance'>,
  recordMinutes: ((engine, { args, actor }, cause) => {
    engine.recorder.emit('MinutesRecorded', { meetingId: args.meetingId, by: actor, documentId: args.documentId }, cause);
    return 'recorded';
  }) satisfies Verb<'recordMinutes'>,
  recordDecision: ((engine, { args, actor }, cause) => {
    const { meetingId, decision, outcome, documentId } = args;
    engine.recorder.emit('MeetingDecided', { meetingId, by: actor, decision, outcome, documentId }, cause);
    const task = engine.state.tasks[engine.state.meetings[meetingId]?.taskId ?? ''];
    if (task && task.closedAt === null) engine.recorder.emit('TaskCompleted', { taskId: task.id, by: actor, documentId, outcome }, cause);
    return 'decided';
  }) satisfies Verb<'recordDecision'>,
};
