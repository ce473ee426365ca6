import { NOTICE_KINDS } from '#contracts/notice';
import { LOCALES } from '#contracts/text';
import { CATALOGUES, formatInstant, hasText, translate } from './translate.ts';

const { en, 'zh-CN': zh } = CATALOGUES;

const keys = (value: object, prefix = ''): string[] =>
  Object.entries(value).flatMap(([key, inner]) => (typeof inner === 'object' && inner !== null ? keys(inner, `${prefix}${key}.`) : [`${prefix}${key}`]));
const holes = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] as string).sort();
const at = (catalogue: object, key: string): string => key.split('.').reduce<unknown>((inner, part) => (inner as Record<string, unknown>)[part], catalogue) as string;

describe('message catalogues', () => {
  it('hold the same keys in both languages', () => {
    expect(keys(zh).sort()).toEqual(keys(en).sort());
  });

  it('fill the same holes', () => {
    for (const key of keys(en)) expect({ key, holes: holes(at(zh, key)) }).toEqual({ key, holes: holes(at(en, key)) });
  });

  it('have a subject and a sentence for every kind of notice', () => {
    for (const locale of LOCALES) for (const kind of NOTICE_KINDS) expect([hasText(locale, `notice.${kind}.subject`), hasText(locale, `notice.${kind}.lead`)]).toEqual([true, true]);
  });
});

describe('translate', () => {
  it('puts values in as they are and never evaluates them', () => {
    expect(translate('en', 'notice.task-opened.subject', { title: '<b>{{run}} $t(footer)</b>' })).toBe('New task: <b>{{run}} $t(footer)</b>');
  });
});

describe('formatInstant', () => {
  const at = Date.UTC(2026, 10, 24, 10, 0);
  it('names day, time and offset in the zone of the reader', () => {
    expect(formatInstant(at, 'Asia/Shanghai', 'en')).toMatch(/Tuesday.*24 November 2026.*18:00.*GMT\+8/);
    expect(formatInstant(at, 'Asia/Shanghai', 'zh-CN')).toMatch(/2026年11月24日.*星期二.*18:00/);
    expect(formatInstant(at, 'America/New_York', 'en')).toMatch(/05:00.*GMT-5/);
  });
});
