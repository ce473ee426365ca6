import { render, toPlainText } from '@react-email/components';
import { createElement } from 'react';
import type { Telling } from '#contracts/telling';
import { letterView, type LetterContent } from './letter.ts';
import { NoticeMail } from './notice-mail.tsx';
import { noticeView, type NoticeContent, type NoticeView, type Reader } from './view.ts';

export interface RenderedNotice {
  subject: string;
  html: string;
  text: string;
}

/** A notice as subject, HTML and plain text in the reader's language. The subject is one line whatever a title holds. */
export async function renderNotice(content: NoticeContent, reader: Reader): Promise<RenderedNotice> {
  return renderView(noticeView(content, reader), reader);
}

/** A notice in the language and zone of whom it is for, as they are now. */
export async function renderTelling({ kind, data, runId, person, people }: Telling, publicUrl: string): Promise<RenderedNotice> {
  const names = Object.fromEntries(Object.entries(people).map(([id, known]) => [id, known.name]));
  return renderNotice({ kind, data, names, runId }, { locale: person.locale, timeZone: person.timeZone, publicUrl });
}

/** A letter in the same layout. */
export async function renderLetter(content: LetterContent, reader: Reader): Promise<RenderedNotice> {
  return renderView(letterView(content, reader), reader);
}

async function renderView(view: NoticeView, reader: Reader): Promise<RenderedNotice> {
  const html = await render(createElement(NoticeMail, { view, locale: reader.locale }));
  return { subject: oneLine(view.subject), html, text: toPlainText(html) };
}

/** Control characters and line separators become blanks; 200 characters are as much as any mail program shows. */
const oneLine = (value: string): string => {
  const clean = value.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim();
  return clean.length <= 200 ? clean : `${clean.slice(0, 199)}…`;
};
