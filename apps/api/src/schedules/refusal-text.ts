import type { Locale, Text } from '#contracts/text';
import type { AppError } from '#domain/errors';
import { ruleText, textIn, titleOf } from '../common/problem/messages.ts';

/** Fields named in a refusal at most: it is read in a mail. */
const MOST_FIELDS = 5;

/** A refusal in one sentence of each language, with the fields that it names. */
export const refusalText = (error: AppError): Text => ({ 'zh-CN': inWords(error, 'zh-CN'), en: inWords(error, 'en') });

function inWords({ code, facts }: AppError, locale: Locale): string {
  const sentence = (facts.detail && textIn(facts.detail, locale)) ?? (facts.rule && ruleText(facts.rule, locale)) ?? titleOf(code, locale);
  const fields = (facts.errors ?? []).slice(0, MOST_FIELDS).map(({ path, message }) => `${path} ${textIn(message, locale)}`);
  return [sentence, ...fields].join(locale === 'en' ? '; ' : '；');
}
