import { SETTINGS, type SettingKey, type SettingValue } from '#contracts/api/setting';
import type { Queryable } from './queryable.ts';

/** A setting as the organisation has it, or its default; a stored value of the wrong shape counts as none, so that a slip there stops nobody's work. */
export async function readSetting<K extends SettingKey>(db: Queryable, key: K): Promise<SettingValue<K>> {
  const [row] = await db.query<Array<{ value: unknown }>>('SELECT value FROM setting WHERE key = $1', [key]);
  const { schema, default: fallback } = SETTINGS[key];
  const parsed = row && schema.safeParse(row.value);
  return (parsed?.success ? parsed.data : fallback) as SettingValue<K>;
}
