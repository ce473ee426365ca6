import { createRequire } from 'node:module';
import { createInstance, type i18n, type ResourceLanguage } from 'i18next';
import { LOCALES, type Locale } from '#contracts/text';

const load = createRequire(import.meta.url);
/** Every text of the product that is not a playbook's, by language. */
export const CATALOGUES: Record<Locale, ResourceLanguage> = { en: load('./en.json') as ResourceLanguage, 'zh-CN': load('./zh-CN.json') as ResourceLanguage };

/** One instance per locale, so that two mails in two languages can be made at the same time. */
const instances = Object.fromEntries(LOCALES.map((locale) => [locale, instanceFor(locale)])) as Record<Locale, i18n>;

function instanceFor(locale: Locale): i18n {
  const instance = createInstance();
  // Values are escaped where they are put out (React, mail headers, JSON); escaping here too would show entities.
  void instance.init({ lng: locale, resources: { [locale]: { translation: CATALOGUES[locale] } }, interpolation: { escapeValue: false }, initAsync: false });
  return instance;
}

/** The text of `key` in a language. A key that no catalogue has comes back as it is. */
export function translate(locale: Locale, key: string, params: Record<string, string | number> = {}): string {
  return instances[locale].t(key, params);
}

/** True when the catalogue has the key. */
export const hasText = (locale: Locale, key: string): boolean => instances[locale].exists(key);

/** An instant (epoch ms) with weekday, date, time and offset in the reader's zone, e.g. `Tuesday, 24 November 2026, 18:00 GMT+8`. */
export function formatInstant(ms: number, timeZone: string, locale: Locale): string {
  const date = { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' } as const;
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZoneName: 'shortOffset' } as const;
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, { ...date, ...time, timeZone }).format(ms);
}

/** Only the time of day, e.g. `18:00`. */
export function formatTime(ms: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }).format(ms);
}
