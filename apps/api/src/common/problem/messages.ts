import type { Locale, Text } from '#contracts/text';
import type { ErrorCode } from '#domain/errors';
import { hasText, translate } from '#platform/i18n/translate';

/** Sentences of problems; they live in the catalogues under `problem`: `title` by code, `rule` by rule, `field` by kind. */
const both = (key: string): Text => ({ en: translate('en', key), 'zh-CN': translate('zh-CN', key) });

/** Messages of single fields that are not zod's. */
export const FIELDS = {
  required: both('problem.field.required'),
  idempotencyKey: both('problem.field.idempotencyKey'),
  cursor: both('problem.field.cursor'),
  unknown: both('problem.field.unknown'),
  fileType: both('problem.field.fileType'),
  emptyFile: both('problem.field.emptyFile'),
  silent: both('problem.field.silent'),
} as const;

export const titleOf = (code: ErrorCode, locale: Locale): string => translate(locale, `problem.title.${code}`);

/** The catalogue's sentence for a rule, if it has one. */
export function ruleText(rule: string, locale: Locale): string | undefined {
  const key = `problem.rule.${rule}`;
  return hasText(locale, key) ? translate(locale, key) : undefined;
}

/** A rule's sentence in both languages, for a field that breaks it. */
export const ruleInBoth = (rule: string): Text => both(`problem.rule.${rule}`);

export const textIn = (text: string | Text, locale: Locale): string => (typeof text === 'string' ? text : text[locale]);
