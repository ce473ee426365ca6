import type { Pool } from 'pg';
import type { RunEvent } from '#contracts/events';
import { audienceOf, targetsOf, type Subjects } from '#domain/audience/audience';
import { reachOf } from '#domain/audience/reach';
import { readOrganisation } from '../repositories/directory.ts';
import type { EventContext } from './rows.ts';

/** Person ids by event number. Reads the organisation only when a rung asks for it: the other audiences are in the rows. */
export async function resolveAudiences(pool: Pool, steps: readonly EventContext[], now: number): Promise<Record<number, string[]>> {
  if (steps.length === 0) return {};
  const managerId = steps.at(-1)!.after.run!.managerId;
  const asks = steps.some(({ event }) => targetsOf(event) !== null);
  const reach = asks ? reachOf(await readOrganisation(pool, now), managerId) : () => [];
  return Object.fromEntries(steps.map((step) => [step.event.n, audienceOf(step.event, subjectsOf(step), reach)]));
}

function subjectsOf({ event, before, after }: EventContext): Subjects {
  const taskId = idOf(event, 'taskId');
  const meetingId = event.type === 'MeetingScheduled' ? event.data.meeting.id : idOf(event, 'meetingId');
  const pieceId = event.type === 'PieceAdded' ? event.data.piece.id : idOf(event, 'pieceId');
  const clocks = 'clocks' in event.data ? Object.keys(event.data.clocks) : [];
  return {
    run: after.run!,
    before: before.tasks[taskId] ?? null,
    task: after.tasks[taskId] ?? null,
    paused: clocks.flatMap((id) => after.tasks[id] ?? []),
    meeting: after.meetings[meetingId] ?? null,
    piece: after.pieces[pieceId] ?? null,
  };
}

function idOf(event: RunEvent, field: 'taskId' | 'meetingId' | 'pieceId'): string {
  if (event.type === 'TaskOpened' && field === 'taskId') return event.data.task.id;
  return (event.data as unknown as Partial<Record<typeof field, string>>)[field] ?? '';
}
