import type { Queryable } from './queryable.ts';

/** An absence as its row holds it. Times are epoch ms. */
export interface AbsenceRow {
  id: string;
  personId: string;
  from: number;
  until: number;
  deputyId: string | null;
  reason: string | null;
  version: number;
  jobId: string;
  createdBy: string;
  createdAt: number;
  cancelledAt: number | null;
}

const SELECT = `SELECT id, person_id AS "personId", from_at AS "from", until_at AS until, deputy_id AS "deputyId", reason, version, job_id AS "jobId", created_by AS "createdBy",
  created_at AS "createdAt", cancelled_at AS "cancelledAt" FROM absence`;

export async function findAbsence(db: Queryable, id: string, forUpdate = false): Promise<AbsenceRow | null> {
  const [row] = await db.query<AbsenceRow[]>(`${SELECT} WHERE id = $1 ${forUpdate ? 'FOR UPDATE' : ''}`, [id]);
  return row ?? null;
}

/** Makes those who write absences of a person take turns until the transaction ends, so that two never overlap unseen. */
export async function lockAbsences(db: Queryable, personId: string): Promise<void> {
  await db.query(`SELECT pg_advisory_xact_lock(hashtext('callsheet/absence/' || $1))`, [personId]);
}

/** Another absence of the person within [from, until), or null. */
export async function overlapping(db: Queryable, { id, personId, from, until }: Pick<AbsenceRow, 'id' | 'personId' | 'from' | 'until'>): Promise<AbsenceRow | null> {
  const [row] = await db.query<AbsenceRow[]>(`${SELECT} WHERE person_id = $2 AND id <> $1 AND cancelled_at IS NULL AND from_at < $4 AND until_at > $3 LIMIT 1`, [id, personId, from, until]);
  return row ?? null;
}

export async function insertAbsence(db: Queryable, row: AbsenceRow): Promise<void> {
  await db.query(
    'INSERT INTO absence (id, person_id, from_at, until_at, deputy_id, reason, version, job_id, created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)',
    [row.id, row.personId, row.from, row.until, row.deputyId, row.reason, row.version, row.jobId, row.createdBy, row.createdAt],
  );
}

/** Stores what can change of an absence. */
export async function updateAbsence(db: Queryable, row: AbsenceRow): Promise<void> {
  await db.query('UPDATE absence SET from_at = $2, until_at = $3, deputy_id = $4, reason = $5, version = $6, cancelled_at = $7 WHERE id = $1', [row.id, row.from, row.until, row.deputyId, row.reason, row.version, row.cancelledAt]);
}

export interface AbsenceFilter {
  personId: string | null;
  /** Epoch ms: only those that are not over or cancelled by then; null for all. */
  currentAt: number | null;
  /** Only own ones and those of people whom this person leads; null for everybody's. */
  reader: string | null;
}

/** Absences, the latest beginning first, after the cursor (from, id); `limit` rows. */
export async function listAbsences(db: Queryable, { personId, currentAt, reader }: AbsenceFilter, page: { after: readonly [number, string] | undefined; limit: number }): Promise<AbsenceRow[]> {
  const [from, id] = page.after ?? [null, null];
  return db.query(
    `${SELECT} WHERE ($1::uuid IS NULL OR person_id = $1) AND ($2::bigint IS NULL OR (until_at > $2 AND cancelled_at IS NULL)) AND ($3::uuid IS NULL OR person_id = $3 OR ${ledBy('person_id', 3)})
       AND ($4::bigint IS NULL OR (from_at, id) < ($4, $5::uuid)) ORDER BY from_at DESC, id DESC LIMIT $6`,
    [personId, currentAt, reader, from, id, page.limit],
  );
}

/** SQL: does person `$n` lead a team that `person` belongs to? */
const ledBy = (person: string, n: number): string => `EXISTS (SELECT 1 FROM team JOIN team_member m ON m.team_id = team.id WHERE team.lead_id = $${n}::uuid AND m.person_id = ${person})`;

/** Whether `lead` leads a team that the person belongs to. */
export async function leads(db: Queryable, lead: string, personId: string): Promise<boolean> {
  const [row] = await db.query<Array<{ leads: boolean }>>(`SELECT ${ledBy('$2::uuid', 1)} AS leads`, [lead, personId]);
  return row!.leads;
}

export async function defaultDeputy(db: Queryable, personId: string): Promise<string | null> {
  const [row] = await db.query<Array<{ id: string }>>('SELECT deputy_id AS id FROM default_deputy WHERE person_id = $1', [personId]);
  return row?.id ?? null;
}

/** Default deputies by person, after the cursor; only of `reader` and of those they lead unless it is null. */
export async function listDefaultDeputies(db: Queryable, reader: string | null, page: { after: string | null; limit: number }): Promise<Array<{ personId: string; deputyId: string }>> {
  return db.query(
    `SELECT person_id AS "personId", deputy_id AS "deputyId" FROM default_deputy WHERE ($1::uuid IS NULL OR person_id = $1 OR ${ledBy('person_id', 1)}) AND ($2::uuid IS NULL OR person_id > $2) ORDER BY person_id LIMIT $3`,
    [reader, page.after, page.limit],
  );
}

/** Sets the default deputy of a person; null takes it away. `at` in epoch ms. */
export async function setDefaultDeputy(db: Queryable, { personId, deputyId, by, at }: { personId: string; deputyId: string | null; by: string; at: number }): Promise<void> {
  if (deputyId === null) return void (await db.query('DELETE FROM default_deputy WHERE person_id = $1', [personId]));
  await db.query(
    `INSERT INTO default_deputy (person_id, deputy_id, set_by, set_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (person_id) DO UPDATE SET deputy_id = excluded.deputy_id, set_by = excluded.set_by, set_at = excluded.set_at`,
    [personId, deputyId, by, at],
  );
}
