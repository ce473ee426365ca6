import type { Pool } from 'pg';
import type { MeetingQuery } from '#contracts/api/meeting';
import type { Meeting } from '#contracts/meeting';
import { SELECT_MEETING } from '#persistence/rows/fields';
import { leadsThere, takesPart, type Standing } from '../runs/access.ts';

export interface MeetingFound extends Meeting, Standing {}
/** Where a page of meetings ends, by start. */
export type MeetingCursor = readonly [startsAt: number, id: string];

const FIND = `
  SELECT ${SELECT_MEETING}, (meeting.organizer = $2::uuid) AS own, (run.manager_id = $2::uuid) AS run, ${leadsThere('meeting.run_id', 2)} AS team,
    ($2::uuid = ANY (meeting.attendees) OR ${takesPart('meeting.run_id', 2)}) AS participant
  FROM meeting JOIN run ON run.id = meeting.run_id WHERE meeting.id = $1`;
const PAGE = `
  SELECT ${SELECT_MEETING} FROM meeting
  WHERE (meeting.starts_at, meeting.id) > ($1, $2::uuid) AND ($3::uuid IS NULL OR meeting.run_id = $3) AND ($4::text IS NULL OR meeting.state = $4)
    AND ($5::boolean OR $6::uuid = ANY (meeting.attendees) OR ${takesPart('meeting.run_id', 6)} OR ${leadsThere('meeting.run_id', 6)})
  ORDER BY meeting.starts_at, meeting.id LIMIT $7`;

/** Reads meetings from the read tables. */
export class MeetingQueries {
  constructor(private readonly pool: Pool) {}

  async find(id: string, reader: string): Promise<MeetingFound | null> {
    const { rows } = await this.pool.query<MeetingFound>({ name: 'meeting-find', text: FIND, values: [id, reader] });
    return rows[0] ?? null;
  }

  /** Meetings by start; unless `everything`, those of runs that `reader` takes part in or whose people they lead. */
  async page(everything: boolean, reader: string, { runId, state }: Pick<MeetingQuery, 'runId' | 'state'>, after: MeetingCursor | null, limit: number): Promise<Meeting[]> {
    const values = [after?.[0] ?? 0, after?.[1] ?? '00000000-0000-0000-0000-000000000000', runId ?? null, state ?? null, everything, reader, limit];
    return (await this.pool.query<Meeting>({ name: 'meeting-page', text: PAGE, values })).rows;
  }
}
