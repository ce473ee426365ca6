import { bearsInvitation, type NoticeData, type NoticeItem, type NoticeKind } from '#contracts/notice';
import type { Locale } from '#contracts/text';
import { digestView } from './digest-view.ts';
import { formatInstant, formatTime, hasText, translate } from '#platform/i18n/translate';

/** What is told. `names` are people's names by id. */
export interface NoticeContent {
  kind: NoticeKind;
  data: NoticeData;
  names: Record<string, string>;
  /** Run that it is about: where it leads when it names no task. */
  runId?: string | null;
}
/** For whom: language and zone as they are when the message is made. */
export interface Reader {
  locale: Locale;
  timeZone: string;
  publicUrl: string;
}
export interface Fact {
  label: string;
  value: string;
}
/** A notice in words, before any markup. */
export interface NoticeView {
  subject: string;
  lead: string;
  facts: Fact[];
  link: { url: string; label: string };
  others: Array<{ text: string; url: string | null }>;
  othersTitle: string;
  footer: string;
}

const MOST_SHOWN = 600;
/** Kinds whose `subject` is how something ended, not what it is about. */
const ENDINGS: Partial<Record<NoticeKind, 'fact.decision' | 'fact.outcome'>> = { 'meeting-decided': 'fact.decision', 'run-closed': 'fact.outcome' };

/** Puts a notice into words of the reader's language, with times in the reader's zone. Its first item is the one it is named for. */
export function noticeView(content: NoticeContent, reader: Reader): NoticeView {
  const { kind, data } = content;
  if (data.digest) return digestView(data.digest, content.names, reader);
  const [lead, ...rest] = data.items;
  const title = titleOf(lead, data, reader);
  // A reminder and a breach of the same task are one line to a person; other tasks are lines of their own.
  const others = rest.filter((item, index) => item.taskId !== lead?.taskId && rest.findIndex((other) => other.taskId === item.taskId) === index);
  const subject = translate(reader.locale, `notice.${kind}.subject`, { title });
  return {
    subject: others.length === 0 ? subject : translate(reader.locale, 'several', { subject, count: others.length }),
    lead: translate(reader.locale, `notice.${kind}.lead`, { title }),
    facts: factsOf(content, lead, reader),
    link: linkOf(lead?.taskId ?? null, reader, data.path ?? (content.runId ? `runs/${encodeURIComponent(content.runId)}` : '')),
    others: others.map((item) => ({ text: otherText(item, data, reader), url: item.taskId === null ? null : linkOf(item.taskId, reader).url })),
    othersTitle: translate(reader.locale, 'alsoTold'),
    footer: translate(reader.locale, 'footer', { timeZone: reader.timeZone }),
  };
}

function titleOf(item: NoticeItem | undefined, data: NoticeData, { locale }: Reader): string {
  const title = item?.title?.[locale] ?? null;
  const subject = item && !(item.kind in ENDINGS) ? item.subject : null;
  if (title === null) return subject ?? data.runTitle;
  return subject === null ? title : `${title} · ${subject}`;
}

/** Addresses of the console's pages. */
function linkOf(taskId: string | null, { locale, publicUrl }: Reader, page = ''): NoticeView['link'] {
  if (taskId === null) return { url: page === '' ? publicUrl : `${publicUrl}/${page}`, label: translate(locale, 'openRun') };
  return { url: `${publicUrl}/tasks/${encodeURIComponent(taskId)}`, label: translate(locale, 'openTask') };
}

function otherText(item: NoticeItem, data: NoticeData, reader: Reader): string {
  const subject = translate(reader.locale, `notice.${item.kind}.subject`, { title: titleOf(item, data, reader) });
  return item.dueAt === null ? subject : `${subject} (${formatInstant(item.dueAt, reader.timeZone, reader.locale)})`;
}

function factsOf({ kind, data, names }: NoticeContent, item: NoticeItem | undefined, reader: Reader): Fact[] {
  const { locale } = reader;
  const ending = ENDINGS[kind];
  const invites = bearsInvitation(kind);
  const rows: Array<[string, string | null]> = [
    ['fact.run', data.runTitle],
    ['fact.asked', item?.description?.[locale] ?? null],
    ['fact.due', invites ? null : dueText(item, reader)],
    ['fact.was', item?.was ? formatInstant(item.was, reader.timeZone, locale) : null],
    ['fact.rule', item?.source ? translate(locale, 'rule', { source: item.source.replace(/^(handbook|§)\s*/i, '') }) : null],
    ['fact.rung', item?.rung === null || item === undefined ? null : translate(locale, 'rung', { number: item.rung + 1 })],
    ['fact.when', item?.span ? spanText(item.span, reader) : null],
    ['fact.actingFor', item?.actingFor ? (names[item.actingFor] ?? null) : null],
    ['fact.unheld', item?.unheld ? translate(locale, 'unheld', { role: item.unheld }) : null],
    ['fact.defects', item && item.defects.length > 0 ? item.defects.join('; ') : null],
    ['fact.reason', reasonText(item, locale)],
    ['fact.attachment', item?.attachment ?? null],
    ['fact.wrote', item?.text ? clipped(item.text) : null],
    ['fact.by', item?.by && kind !== 'command-refused' ? (names[item.by] ?? null) : null],
    [ending ?? 'fact.outcome', ending && item?.subject ? outcomeText(item.subject, locale) : null],
    ...(invites ? meetingRows(data, names, reader) : []),
  ];
  return rows.flatMap(([key, value]) => (value === null || value === '' ? [] : [{ label: translate(locale, key), value }]));
}

function spanText({ from, until }: { from: number; until: number }, { locale, timeZone }: Reader): string {
  const start = formatInstant(from, timeZone, locale);
  return from === until ? start : translate(locale, 'until', { start, end: formatInstant(until, timeZone, locale) });
}

function dueText(item: NoticeItem | undefined, { locale, timeZone }: Reader): string | null {
  if (!item || item.dueAt === null) return null;
  const due = formatInstant(item.dueAt, timeZone, locale);
  return item.provisional ? translate(locale, 'provisional', { due }) : due;
}

/** A refusal's rule in the reader's words; the run's own sentence is English. */
function reasonText(item: NoticeItem | undefined, locale: Locale): string | null {
  const key = `problem.rule.${item?.rule ?? ''}`;
  return item?.rule && hasText(locale, key) ? translate(locale, key) : (item?.because?.[locale] ?? item?.reason ?? null);
}

/** As much of what somebody wrote as a mail shows; the whole is at the task. */
const clipped = (text: string): string => (text.length <= MOST_SHOWN ? text : `${text.slice(0, MOST_SHOWN - 1)}…`);

const outcomeText = (outcome: string, locale: Locale): string => (hasText(locale, `outcome.${outcome}`) ? translate(locale, `outcome.${outcome}`) : outcome);

function meetingRows({ meeting }: NoticeData, names: Record<string, string>, { locale, timeZone }: Reader): Array<[string, string | null]> {
  if (!meeting) return [];
  const when = translate(locale, 'until', { start: formatInstant(meeting.startsAt, timeZone, locale), end: formatTime(meeting.endsAt, timeZone) });
  const attendees = meeting.attendees.map((id) => names[id]).filter((name) => name !== undefined);
  return [
    ['fact.when', when],
    ['fact.organizer', names[meeting.organizer] ?? null],
    ['fact.attendees', attendees.join(locale === 'en' ? ', ' : '、')],
    ['fact.agenda', meeting.agenda.map((point) => point[locale]).join(locale === 'en' ? '; ' : '；')],
  ];
}
