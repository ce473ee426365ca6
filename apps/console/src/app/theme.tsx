import { ConfigProvider, theme as antTheme } from 'antd';
import type { Locale as AntLocale } from 'antd/es/locale';
import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

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

/** The nonce of this page, which lets the component library's styles through our policy. */
const nonce = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? '';
const LOCALES: Record<string, () => Promise<{ default: AntLocale }>> = { en: () => import('antd/locale/en_US'), 'zh-CN': () => import('antd/locale/zh_CN') };

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
  return (
    <LookContext value={look}>
      <ConfigProvider
        csp={{ nonce }}
        button={{ autoInsertSpace: false }}
        locale={locale as AntLocale}
        theme={{
          algorithm: dark ? antTheme.darkAlgorithm : antTheme.defaultAlgorithm,
          token: { colorPrimary: dark ? '#5b8def' : '#1f4b99', colorLink: dark ? '#8fb4ff' : '#1f4b99', borderRadius: 8, fontFamily: 'system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif', colorTextDescription: dark ? '#a9b1bd' : '#5c6470', colorTextPlaceholder: dark ? '#9aa3b0' : '#6b7280' },
        }}
      >
        {children}
      </ConfigProvider>
    </LookContext>
  );
}
