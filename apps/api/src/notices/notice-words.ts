import type { DataSource, EntityManager } from 'typeorm';
import type { Notice, StoredNotice } from '#contracts/api/notice';
import type { NoticeData, NoticeKind } from '#contracts/notice';
import type { Locale } from '#contracts/text';
import { namesOf } from '#persistence/repositories/people';
import { noticeView } from '#platform/templates/view';

/** Notices in the words that their mails have, in both languages; times in them are in the reader's zone. */
export async function inWords(db: DataSource | EntityManager, reader: string, publicUrl: string, notices: readonly StoredNotice[]): Promise<Notice[]> {
  const told = notices.map((notice) => ({ notice, data: notice.data as unknown as NoticeData }));
  const [names, [person]] = await Promise.all([
    namesOf(db, [...new Set(told.flatMap(({ data }) => data.items.flatMap(({ by, actingFor }) => [by, actingFor ?? null].filter((id) => id !== null))))]),
    db.query<Array<{ zone: string }>>('SELECT time_zone AS zone FROM person WHERE id = $1', [reader]),
  ]);
  return told.map(({ notice, data }) => {
    const view = (locale: Locale) => noticeView({ kind: notice.kind as NoticeKind, data, names, runId: notice.runId }, { locale, timeZone: person?.zone ?? 'UTC', publicUrl });
    const [chinese, english] = [view('zh-CN'), view('en')];
    return { ...notice, subject: { 'zh-CN': chinese.subject, en: english.subject }, lead: { 'zh-CN': chinese.lead, en: english.lead } };
  });
}
