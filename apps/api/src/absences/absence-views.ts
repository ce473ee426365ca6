import type { Pool } from 'pg';
import type { AbsenceResource } from '#contracts/api/absence';
import { stateOf } from '#domain/absence/change';
import { coverOf } from '#domain/absence/cover';
import type { AbsenceRow } from '#persistence/repositories/absences';
import { readAbsences } from '#persistence/repositories/directory';

/** Absences as the API shows them, each with who stands in at the end of the chain: as of now, or of its beginning when that lies ahead. */
export async function absenceViews(pool: Pool, rows: readonly AbsenceRow[], now: number): Promise<AbsenceResource[]> {
  const known = await readAbsences(pool, now);
  return rows.map((row) => {
    const state = stateOf(row, now);
    const inForce = state === 'planned' || state === 'away';
    return { ...row, state, standsIn: inForce ? (coverOf(row.personId, Math.max(now, row.from), known)?.deputy ?? null) : null };
  });
}
