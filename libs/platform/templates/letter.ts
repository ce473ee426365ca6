import type { LetterData, LetterKind } from '#contracts/letter';
import { formatInstant, translate } from '#platform/i18n/translate';
import type { Fact, NoticeView, Reader } from './view.ts';

/** A letter as it is sent: `secret` is the code in its link, `expiresAt` (epoch ms) when that ends. */
export interface LetterContent {
  kind: LetterKind;
  data: LetterData;
  /** Whom it is for, as they log in. */
  account: string;
  secret: string | null;
  expiresAt: number | null;
}

/** The page of the console that a letter's button leads to. The code follows `#`, so that no server on the way logs it. */
const PAGES: Partial<Record<LetterKind, string>> = { invitation: 'accept-invitation', 'password-set': 'reset-password', 'password-reset': 'reset-password' };

/** Puts a letter into words of the reader's language, in the layout of notices. */
export function letterView(content: LetterContent, reader: Reader): NoticeView {
  const { kind, data } = content;
  const say = (key: string, params: Record<string, string> = {}) => translate(reader.locale, key, { by: data.by ?? '', ...params });
  return {
    subject: say(`letter.${kind}.subject`),
    lead: say(`letter.${kind}.lead`),
    facts: factsOf(content, reader),
    link: { url: linkOf(content, reader), label: say(`letter.${kind}.action`) },
    others: [],
    othersTitle: '',
    footer: say(`letter.${kind}.footer`, { timeZone: reader.timeZone }),
  };
}

function linkOf({ kind, secret }: LetterContent, { publicUrl }: Reader): string {
  const page = PAGES[kind];
  return page && secret !== null ? `${publicUrl}/${page}#${secret}` : publicUrl;
}

function factsOf({ account, expiresAt }: LetterContent, { locale, timeZone }: Reader): Fact[] {
  const rows: Array<[string, string | null]> = [
    ['account', account],
    ['until', expiresAt === null ? null : formatInstant(expiresAt, timeZone, locale)],
  ];
  return rows.flatMap(([key, value]) => (value === null ? [] : [{ label: translate(locale, `letter.fact.${key}`), value }]));
}
