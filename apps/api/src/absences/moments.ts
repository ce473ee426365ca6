import type { Queryable } from '#persistence/repositories/queryable';
import { startOfDay } from '#platform/calendars/local-day';

/** Time zone of a person; dates of their absence are theirs. */
export async function zoneOf(db: Queryable, personId: string): Promise<string> {
  const [row] = await db.query<Array<{ zone: string }>>('SELECT time_zone AS zone FROM person WHERE id = $1', [personId]);
  return row?.zone ?? 'UTC';
}

/** An instant as given, or the first moment of a local date, or the one just after its last (epoch ms). */
export function instantOf(moment: number | string, zone: string, edge: 'first' | 'last'): number {
  return typeof moment === 'number' ? moment : startOfDay(moment, zone, edge === 'first' ? 0 : 1);
}
