import type { Digest, DigestDue, DigestLine } from '#contracts/notice';
import { formatInstant, hasText, translate } from '#platform/i18n/translate';
import type { NoticeView, Reader } from './view.ts';

/** So many lines of one run are enough for a mail; the rest is counted. */
const MAX_LINES = 30;

/** The daily digest in words, plainly: run by run what happened and what is due next. */
export function digestView(digest: Digest, names: Record<string, string>, reader: Reader): NoticeView {
  const { locale, publicUrl } = reader;
  const others = digest.runs.flatMap(({ runId, title, happened, due }) => [
    { text: title, url: `${publicUrl}/runs/${encodeURIComponent(runId)}` },
    ...limited(happened.map((line) => lineText(line, reader)), reader).map((text) => ({ text, url: null })),
    ...due.slice(0, MAX_LINES).map((task) => ({ text: dueText(task, names, reader), url: `${publicUrl}/tasks/${encodeURIComponent(task.taskId)}` })),
  ]);
  return {
    subject: translate(locale, 'notice.digest.subject', { title: digest.date }),
    lead: translate(locale, 'notice.digest.lead', { title: digest.date }),
    facts: [],
    link: { url: publicUrl, label: translate(locale, 'openRun') },
    others,
    othersTitle: translate(locale, 'digest.runs', { count: digest.runs.length }),
    footer: translate(locale, 'digest.footer', { timeZone: reader.timeZone }),
  };
}

function limited(lines: string[], { locale }: Reader): string[] {
  return lines.length <= MAX_LINES ? lines : [translate(locale, 'digest.earlier', { count: lines.length - MAX_LINES }), ...lines.slice(-MAX_LINES)];
}

function lineText({ at, kind, step, title, detail }: DigestLine, { locale, timeZone }: Reader): string {
  const known = detail !== null && hasText(locale, `outcome.${detail}`) ? translate(locale, `outcome.${detail}`) : (detail ?? '');
  const text = translate(locale, `digest.${kind}`, { step: step[locale], title: title?.[locale] ?? step[locale], detail: known });
  return `${formatInstant(at, timeZone, locale)} · ${text}`;
}

function dueText({ title, subject, dueAt, assignee }: DigestDue, names: Record<string, string>, { locale, timeZone }: Reader): string {
  const what = subject === null ? title[locale] : `${title[locale]} · ${subject}`;
  return translate(locale, assignee === null ? 'digest.dueUnclaimed' : 'digest.due', { title: what, who: (assignee && names[assignee]) ?? '', due: formatInstant(dueAt, timeZone, locale) });
}
