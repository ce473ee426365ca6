import type { Pool } from 'pg';
import { InvalidError } from '#domain/errors';

/** Checks that people named in fields exist and may still act. @throws InvalidError naming the fields that do not */
export async function assertPeople(pool: Pool, named: Array<{ path: string; id: string }>): Promise<void> {
  if (named.length === 0) return;
  const text = 'SELECT id FROM person WHERE id = ANY ($1::uuid[]) AND disabled_at IS NULL';
  const { rows } = await pool.query<{ id: string }>({ name: 'people-exist', text, values: [named.map(({ id }) => id)] });
  const known = new Set(rows.map((row) => row.id));
  const unknown = named.filter(({ id }) => !known.has(id));
  if (unknown.length > 0) throw new InvalidError(unknown.map(({ path }) => ({ path, message: { en: 'is nobody we know', 'zh-CN': '查无此人' } })));
}
