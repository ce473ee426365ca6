import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Locale } from '#contracts/text';

type Catalogues = Record<string, { default: Record<string, unknown> }>;
/** Catalogues by page (`<slug>.json`), all those of a language in one file: a reader loads one, and no dialog has to wait for its words. */
const catalogues: Record<Locale, () => Promise<{ texts: Catalogues }>> = { en: () => import('./en/index.ts'), 'zh-CN': () => import('./zh-CN/index.ts') };
const STORED = 'callsheet.locale';

/** The language of this browser until a person is signed in: what they chose last, else what the browser speaks. */
export function browserLocale(): Locale {
  const stored = localStorage.getItem(STORED);
  if (stored === 'en' || stored === 'zh-CN') return stored;
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}

async function load(locale: Locale): Promise<void> {
  const { texts } = await catalogues[locale]();
  for (const [file, { default: words }] of Object.entries(texts)) i18next.addResourceBundle(locale, /([\w-]+)\.json$/.exec(file)![1]!, words);
}

/** Prepares the first language; pages name a catalogue with `useTranslation('<slug>')`. */
export async function startI18n(locale: Locale): Promise<void> {
  await i18next.use(initReactI18next).init({ lng: locale, resources: {}, defaultNS: 'common', fallbackNS: 'common', interpolation: { escapeValue: false }, returnNull: false });
  await load(locale);
  document.documentElement.lang = locale;
}

/** Changes the language of the whole console, and remembers it for the next log-in page. */
export async function changeLocale(locale: Locale): Promise<void> {
  if (!i18next.hasResourceBundle(locale, 'common')) await load(locale);
  await i18next.changeLanguage(locale);
  localStorage.setItem(STORED, locale);
  document.documentElement.lang = locale;
}

export const currentLocale = (): Locale => (i18next.language === 'zh-CN' ? 'zh-CN' : 'en');
