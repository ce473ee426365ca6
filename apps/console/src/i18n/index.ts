import i18next, { type BackendModule, type ResourceKey } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Locale } from '#contracts/text';

type Part = () => Promise<{ texts: Record<string, { default: Record<string, unknown> }> }>;
/** Catalogues by page (`<slug>.json`) in two files for each language: what the first page says, and the rest, which comes behind it. */
const parts: Record<Locale, { first: Part; rest: Part }> = {
  en: { first: () => import('./en/first.ts'), rest: () => import('./en/rest.ts') },
  'zh-CN': { first: () => import('./zh-CN/first.ts'), rest: () => import('./zh-CN/rest.ts') },
};
const FIRST: readonly string[] = ['common', 'session', 'inbox', 'due', 'notices', 'search'];
const STORED = 'callsheet.locale';

/** The language of this browser until a person is signed in: what they chose last, else what the browser speaks. */
export function browserLocale(): Locale {
  const stored = localStorage.getItem(STORED);
  if (stored === 'en' || stored === 'zh-CN') return stored;
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}

async function wordsOf(locale: Locale, catalogue: string): Promise<Record<string, unknown>> {
  const { texts } = await (FIRST.includes(catalogue) ? parts[locale].first() : parts[locale].rest());
  return texts[`./${catalogue}.json`]!.default;
}

const backend: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (locale, catalogue, done) => void wordsOf(locale as Locale, catalogue).then((words) => done(null, words as ResourceKey), (error: Error) => done(error, false)),
};

/** Prepares the first language; pages name a catalogue with `useTranslation('<slug>')`, and wait for it in the frame's `Suspense` if it is not there yet. */
export async function startI18n(locale: Locale): Promise<void> {
  await i18next.use(backend).use(initReactI18next).init({ lng: locale, ns: [...FIRST], defaultNS: 'common', fallbackNS: 'common', interpolation: { escapeValue: false }, returnNull: false, load: 'currentOnly', fallbackLng: false });
  document.documentElement.lang = locale;
}

/** Loads the words of all other pages behind the first one, so that no dialog has to wait for its words. */
export async function loadTheRest(): Promise<void> {
  const { texts } = await parts[currentLocale()].rest();
  await i18next.loadNamespaces(Object.keys(texts).map((file) => file.slice('./'.length, -'.json'.length)));
}

/** Changes the language of the whole console, and remembers it for the next log-in page. */
export async function changeLocale(locale: Locale): Promise<void> {
  await i18next.changeLanguage(locale);
  localStorage.setItem(STORED, locale);
  document.documentElement.lang = locale;
}

export const currentLocale = (): Locale => (i18next.language === 'zh-CN' ? 'zh-CN' : 'en');
