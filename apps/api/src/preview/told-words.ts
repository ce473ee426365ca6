import type { Pool } from 'pg';
import type { WouldTell } from '#contracts/api/preview';
import type { NoticePlan } from '#contracts/notice';
import type { Locale } from '#contracts/text';
import { noticeView } from '#platform/templates/view';

interface PersonName {
  id: string;
  name: string;
  timeZone: string;
}

/** Notices that have not been written, in the words that each person would read, in both languages. */
export async function toldWords(pool: Pool, publicUrl: string, plans: readonly NoticePlan[]): Promise<WouldTell[]> {
  const ids = [...new Set(plans.flatMap(({ personId, data }) => [personId, ...data.items.flatMap(({ by }) => by ?? []), ...(data.meeting?.attendees ?? [])]))];
  const { rows } = await pool.query<PersonName>('SELECT id::text, name, time_zone AS "timeZone" FROM person WHERE id::text = ANY ($1::text[])', [ids]);
  const people = new Map(rows.map((row) => [row.id, row]));
  const names = Object.fromEntries(rows.map(({ id, name }) => [id, name]));
  return plans.map(({ personId, kind, data, email }) => {
    const person = people.get(personId);
    const inWords = (locale: Locale) => noticeView({ kind, data, names }, { locale, timeZone: person?.timeZone ?? 'UTC', publicUrl });
    const [chinese, english] = [inWords('zh-CN'), inWords('en')];
    const taskIds = [...new Set(data.items.flatMap(({ taskId }) => taskId ?? []))];
    return { personId, name: person?.name ?? '', kind, subject: { 'zh-CN': chinese.subject, en: english.subject }, lead: { 'zh-CN': chinese.lead, en: english.lead }, email, taskIds };
  });
}
