import { uuid4 } from '@temporalio/workflow';
import type { Target } from '#contracts/clock';
import type { Meeting } from '#contracts/meeting';
import type { Json } from '#contracts/text';
import { personIn } from '#domain/task/stand-in';
import type { Engine } from '../engine.ts';
import type { RunHandle } from '../run-handle.ts';
import { pinnedOf } from '../state.ts';
import { openTask } from './task.ts';

export interface MeetingOutcome {
  decision: string;
  outcome: Record<string, Json>;
}

/** Schedules the block's meeting and opens the organizer's task for its decision, or finds the one scheduled before; answers its id. */
export async function openMeeting(run: RunHandle, key: string, { block, occurrence = 1 }: { block: string; occurrence?: number }): Promise<string> {
  const { state, facts, recorder } = run.engine;
  const blockKey = `${run.scope.prefix}${block}`;
  const definition = state.definition.meetings[key];
  if (!definition) throw new Error(`the playbook has no meeting ${key}`);
  if (!state.blocks[blockKey]) {
    await run.ready();
    await facts.fresh();
    const after = Date.now();
    const startsAt = await run.instantAfter(after, definition.recurrence);
    await run.until(() => true);
    const meeting = newMeeting(run.engine, key, occurrence, { startsAt, after });
    state.blocks[blockKey] = { id: meeting.id, done: false, result: null };
    recorder.emit('MeetingScheduled', { meeting }, { kind: 'run', id: blockKey });
  }
  const meeting = state.meetings[state.blocks[blockKey]?.id ?? ''];
  if (!meeting) throw new Error(`meeting ${blockKey} has left the run`);
  if (meeting.state === 'scheduled') await openTask(run, definition.task, { id: meeting.taskId, block: `${block}/task`, subject: { meetingId: meeting.id }, assign: { person: meeting.organizer }, clockFrom: meeting.endsAt });
  return meeting.id;
}

function newMeeting(engine: Engine, key: string, occurrence: number, { startsAt, after }: { startsAt: number; after: number }): Meeting {
  const { state } = engine;
  const definition = state.definition.meetings[key];
  if (!definition) throw new Error(`the playbook has no meeting ${key}`);
  const organizer = state.run.managerId;
  return {
    id: uuid4(), runId: state.run.id, key, occurrence, title: definition.title, agenda: definition.agenda,
    carriedOver: openActions(engine), step: state.run.step ?? '', turn: state.run.turn,
    startsAt, endsAt: startsAt + definition.durationMs, organizer, attendees: attendeesOf(engine, definition.attendees, startsAt),
    attendance: {}, state: 'scheduled', decision: null, outcome: {}, minutesDocumentId: null, taskId: uuid4(), sequence: 0, version: 1,
    schedule: { calendarId: state.definition.calendarId, recurrence: definition.recurrence, after },
  };
}

/** Actions of earlier retrospectives that nobody has finished: they come back on the agenda until they are (handbook 4.3). */
export const openActions = (engine: Engine): string[] =>
  Object.values(engine.state.tasks).filter((task) => task.subject.action && task.closedAt === null).map((task) => task.id);

/** Whoever is known to be away at that time is replaced by who stands in. */
function attendeesOf(engine: Engine, targets: Target[], startsAt: number): string[] {
  const { state, facts } = engine;
  const pinned = pinnedOf(state);
  const people = targets.flatMap((target) => {
    if (target.kind === 'manager') return [state.run.managerId];
    if (target.kind === 'role') return pinned[target.role] ? [pinned[target.role] ?? ''] : (facts.directory.roles[target.role] ?? []);
    if (target.kind === 'team') return facts.directory.teams[target.team]?.members ?? [];
    if (target.kind === 'person') return [target.person];
    return target.kind === 'admin' ? facts.directory.admins : [];
  });
  const present = people.map((person) => {
    const cover = personIn(facts.directory, person)?.cover;
    return cover && cover.until > startsAt ? (cover.deputy ?? person) : person;
  });
  return [...new Set(present)];
}
