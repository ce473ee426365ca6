import type { Pool } from 'pg';
import type { CalendarData } from '#contracts/calendar';

export interface StoredCalendar {
  id: string;
  version: number;
  data: CalendarData;
}

/** The newest version of a calendar, or null. */
export async function latestCalendar(pool: Pool, id: string): Promise<StoredCalendar | null> {
  const { rows } = await pool.query<StoredCalendar>({ name: 'calendar-latest', text: 'SELECT id, version, data FROM calendar WHERE id = $1 ORDER BY version DESC LIMIT 1', values: [id] });
  return rows[0] ?? null;
}
