import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Locale } from '#contracts/text';
import { changeLocale } from '../i18n/index.ts';

export function LanguageSwitch() {
  const { t, i18n } = useTranslation();
  return (
    <Segmented<Locale>
      size="small"
      aria-label={t('language.label')}
      value={i18n.language as Locale}
      onChange={(locale) => void changeLocale(locale)}
      options={(['zh-CN', 'en'] as const).map((locale) => ({ value: locale, label: t(`language.${locale}`) }))}
    />
  );
}
