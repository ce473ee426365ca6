import type { RunEvent } from '#contracts/events';

/** Ids of the rows that an event changes (the run's own row always is). */
export interface Touched {
  tasks: string[];
  meetings: string[];
  pieces: string[];
}

/** Which rows to load before folding `event`. */
export function touches(event: RunEvent): Touched {
  const none: Touched = { tasks: [], meetings: [], pieces: [] };
  switch (event.type) {
    case 'RunMoved':
      return { ...none, tasks: event.data.tasks };
    case 'TaskOpened':
      return { ...none, tasks: [event.data.task.id] };
    case 'MeetingScheduled':
      return { ...none, meetings: [event.data.meeting.id] };
    case 'PieceAdded':
      return { ...none, pieces: [event.data.piece.id] };
    default:
      return touchedByReference(event.data, none);
  }
}

function touchedByReference(data: object, none: Touched): Touched {
  if ('clocks' in data) return { ...none, tasks: Object.keys(data.clocks as object) };
  if ('taskId' in data) return { ...none, tasks: [data.taskId as string] };
  if ('meetingId' in data) return { ...none, meetings: [data.meetingId as string] };
  if ('pieceId' in data) return { ...none, pieces: [data.pieceId as string] };
  return none;
}
