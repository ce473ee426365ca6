import { ConfigProvider, theme as antTheme } from 'antd';
import type { Locale as AntLocale } from 'antd/es/locale';
import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { nonce } from './nonce.ts';

export type Appearance = 'light' | 'dark' | 'system';
interface Look {
  appearance: Appearance;
  dark: boolean;
  setAppearance: (appearance: Appearance) => void;
}
const STORED = 'callsheet.appearance';
const DARK = window.matchMedia('(prefers-color-scheme: dark)');
const LookContext = createContext<Look>({ appearance: 'system', dark: false, setAppearance: () => undefined });
export const useLook = (): Look => use(LookContext);

const LOCALES: Record<string, () => Promise<{ default: AntLocale }>> = { en: () => import('antd/locale/en_US'), 'zh-CN': () => import('antd/locale/zh_CN') };

const FONTS = 'system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';
/** Colours that hold 4.5 to 1 on their grounds, where the component library's own do not (WCAG 1.4.3). */
const LIGHT = { colorPrimary: '#1f4b99', colorLink: '#1f4b99', colorError: '#cf1322', green7: '#237804', gold7: '#874d00', orange7: '#ad4e00', colorTextDescription: '#5c6470', colorTextPlaceholder: '#6b7280' };
const DARK_ONES = { colorPrimary: '#4c7de0', colorLink: '#8fb4ff', colorError: '#ff7875', colorTextDescription: '#a9b1bd', colorTextTertiary: '#a9b1bd', colorTextPlaceholder: '#9aa3b0' };
const DARK_MENU = { itemSelectedColor: '#cfe0ff', horizontalItemSelectedColor: '#cfe0ff' };
const coloursOf = (dark: boolean) => ({ token: { ...(dark ? DARK_ONES : LIGHT), borderRadius: 8, fontFamily: FONTS }, components: dark ? { Descriptions: { labelColor: '#a9b1bd' }, Menu: DARK_MENU, Tabs: { itemSelectedColor: '#9dbcff', itemHoverColor: '#9dbcff' }, Button: { dangerColor: '#1f1f1f' } } : { Descriptions: { labelColor: '#5c6470' } } });

/** Colours, corners and the component library's own language. */
export function Theme({ children }: { children: ReactNode }) {
  const { i18n } = useTranslation();
  const [appearance, setAppearance] = useState<Appearance>(() => (localStorage.getItem(STORED) as Appearance | null) ?? 'system');
  const [systemDark, setSystemDark] = useState(DARK.matches);
  const [locale, setLocale] = useState<AntLocale>();
  useEffect(() => {
    const changed = (event: MediaQueryListEvent) => setSystemDark(event.matches);
    DARK.addEventListener('change', changed);
    return () => DARK.removeEventListener('change', changed);
  }, []);
  useEffect(() => void LOCALES[i18n.language]?.().then((loaded) => setLocale(loaded.default)), [i18n.language]);
  const dark = appearance === 'dark' || (appearance === 'system' && systemDark);
  useEffect(() => {
    localStorage.setItem(STORED, appearance);
    document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  }, [appearance, dark]);
  const look = useMemo(() => ({ appearance, dark, setAppearance }), [appearance, dark]);
  // The provider wraps its children only where it has a locale: one that came later would build the whole page anew.
  if (!locale) return null;
  return (
    <LookContext value={look}>
      <ConfigProvider
        csp={{ nonce }}
        button={{ autoInsertSpace: false }}
        locale={locale}
        theme={{
          algorithm: dark ? antTheme.darkAlgorithm : antTheme.defaultAlgorithm,
          ...coloursOf(dark),
        }}
      >
        {children}
      </ConfigProvider>
    </LookContext>
  );
}
