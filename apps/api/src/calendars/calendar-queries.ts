import type { Pool } from 'pg';
import type { CalendarLayer, FirstCalendarData } from '#contracts/api/calendar-layer';
import { readLayer } from '#domain/calendar/layers';

/** A version of a layer and who made it why. */
export interface VersionRow {
  id: string;
  version: number;
  changedAt: number;
  changedBy: string | null;
  reason: string | null;
}
const CARD = 'id, version, created_at AS "changedAt", created_by AS "changedBy", reason';
/** Layers that a reader may see: with `$1` null all of them, else the organisation's, teams', their own and those of people in teams with them or led by them. */
const LIST = `
  SELECT * FROM (SELECT DISTINCT ON (id) ${CARD} FROM calendar WHERE id > $2 AND (
    $1::uuid IS NULL OR id NOT LIKE 'person/%' OR id = 'person/' || $1::text OR EXISTS (
      SELECT 1 FROM team_member theirs JOIN team ON team.id = theirs.team_id LEFT JOIN team_member mine ON mine.team_id = team.id AND mine.person_id = $1::uuid
      WHERE calendar.id = 'person/' || theirs.person_id::text AND (mine.person_id IS NOT NULL OR team.lead_id = $1::uuid)))
  ORDER BY id, version DESC) newest ORDER BY id LIMIT $3`;
const VERSIONS = `SELECT ${CARD}, data FROM calendar WHERE id = $1 AND version < $2 ORDER BY version DESC LIMIT $3`;

/** Reads layers for people. */
export class CalendarQueries {
  constructor(private readonly pool: Pool) {}

  /** Layers by id after `after`, as far as `reader` may see them (null: all). */
  async page(reader: string | null, after: string, limit: number): Promise<VersionRow[]> {
    return (await this.pool.query<VersionRow>({ name: 'calendar-page', text: LIST, values: [reader, after, limit] })).rows;
  }

  /** Versions of a layer before `before`, newest first. */
  async versions(id: string, before: number, limit: number): Promise<Array<VersionRow & { layer: CalendarLayer }>> {
    const { rows } = await this.pool.query<VersionRow & { data: CalendarLayer | FirstCalendarData }>({ name: 'calendar-versions', text: VERSIONS, values: [id, before, limit] });
    return rows.map(({ data, ...row }) => ({ ...row, layer: readLayer(data) }));
  }
}
