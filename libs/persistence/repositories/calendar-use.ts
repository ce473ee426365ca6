import type { Pool } from 'pg';
import type { Meeting } from '#contracts/meeting';
import type { Text } from '#contracts/text';
import type { ClockInUse } from '#domain/calendar/impact';
import { SELECT_MEETING } from '../rows/fields.ts';

/** An open clock with what its people know the task by. */
export interface ClockRow extends ClockInUse {
  runId: string;
  runTitle: string;
  title: Text;
  assignee: string | null;
  candidates: string[];
}
export type MeetingRow = Meeting & { runTitle: string };

const CLOCKS = `
  SELECT task.id AS "taskId", task.subject ->> 'meetingId' AS "meetingId", task.clock, task.run_id AS "runId", run.title AS "runTitle", task.title, task.assignee, task.candidates
  FROM task JOIN run ON run.id = task.run_id
  WHERE task.state IN ('open', 'claimed') AND task.clock IS NOT NULL AND run.closed_at IS NULL AND ($1::uuid IS NULL OR task.run_id = $1)`;
const MEETINGS = `
  SELECT ${SELECT_MEETING}, run.title AS "runTitle" FROM meeting JOIN run ON run.id = meeting.run_id
  WHERE meeting.state = 'scheduled' AND meeting.schedule IS NOT NULL AND run.closed_at IS NULL AND meeting.starts_at > $2 AND ($1::uuid IS NULL OR meeting.run_id = $1)`;
/** A run holds its playbook's calendar for whatever it opens next, so that a change concerns it even with nothing open. */
const RUNS = `
  SELECT run.id, run_start.input -> 'definition' ->> 'calendarId' AS "calendarId" FROM run JOIN run_start ON run_start.run_id = run.id
  WHERE run.closed_at IS NULL AND ($1::uuid IS NULL OR run.id = $1)`;

/** Clocks of open tasks, of one run or of all. */
export async function openClocks(pool: Pool, runId: string | null = null): Promise<ClockRow[]> {
  return (await pool.query<ClockRow>({ name: 'calendar-clocks', text: CLOCKS, values: [runId] })).rows;
}

/** Meetings that have not begun at `now` (epoch ms) and whose date can be counted again. */
export async function comingMeetings(pool: Pool, now: number, runId: string | null = null): Promise<MeetingRow[]> {
  return (await pool.query<MeetingRow>({ name: 'calendar-meetings', text: MEETINGS, values: [runId, now] })).rows;
}

/** Open runs with the calendar of their playbook. */
export async function openRuns(pool: Pool, runId: string | null = null): Promise<Array<{ id: string; calendarId: string }>> {
  return (await pool.query<{ id: string; calendarId: string }>({ name: 'calendar-runs', text: RUNS, values: [runId] })).rows;
}
