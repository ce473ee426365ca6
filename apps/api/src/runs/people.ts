import type { Pool } from 'pg';
import type { Json } from '#contracts/text';
import { InvalidError } from '#domain/errors';
import { peopleInOutcome, withPersonIds } from '../tasks/task-forms.ts';

/** Checks that people named in fields exist and may still act. @throws InvalidError naming the fields that do not */
export async function assertPeople(pool: Pool, named: Array<{ path: string; id: string }>): Promise<void> {
  if (named.length === 0) return;
  const text = 'SELECT id FROM person WHERE id = ANY ($1::uuid[]) AND disabled_at IS NULL';
  const { rows } = await pool.query<{ id: string }>({ name: 'people-exist', text, values: [named.map(({ id }) => id)] });
  const known = new Set(rows.map((row) => row.id));
  refuseUnknown(named.filter(({ id }) => !known.has(id)));
}

/** Steering answers with every person they name by id or e-mail found and named by id. @throws InvalidError naming the fields that name nobody */
export async function settlePeople(pool: Pool, outcome: Record<string, Json>, at: string): Promise<Record<string, Json>> {
  const named = peopleInOutcome(outcome, at);
  if (named.length === 0) return outcome;
  const text = 'SELECT id, lower(email) AS email FROM person WHERE (id::text = ANY ($1::text[]) OR lower(email) = ANY ($1::text[])) AND disabled_at IS NULL';
  const { rows } = await pool.query<{ id: string; email: string }>({ name: 'people-named', text, values: [named.map(({ name }) => name)] });
  const ids = new Map(rows.flatMap(({ id, email }) => [[id, id], [email, id]] as const));
  refuseUnknown(named.filter(({ name }) => !ids.has(name)));
  return withPersonIds(outcome, ids) as Record<string, Json>;
}

function refuseUnknown(unknown: Array<{ path: string }>): void {
  if (unknown.length > 0) throw new InvalidError(unknown.map(({ path }) => ({ path, message: { en: 'is nobody we know', 'zh-CN': '查无此人' } })));
}
