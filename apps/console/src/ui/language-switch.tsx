import { Button, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { changeLocale } from '../i18n/index.ts';

/** Two plain buttons: this stands on the first page, and has to be small. */
export function LanguageSwitch() {
  const { t, i18n } = useTranslation();
  return (
    <Flex role="group" aria-label={t('language.label')} gap={2}>
      {(['zh-CN', 'en'] as const).map((locale) => (
        <Button key={locale} size="small" type={i18n.language === locale ? 'default' : 'text'} aria-pressed={i18n.language === locale} lang={locale} onClick={() => void changeLocale(locale)}>{t(`language.${locale}`)}</Button>
      ))}
    </Flex>
  );
}
