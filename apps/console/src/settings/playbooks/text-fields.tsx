import { Flex, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Text } from '#contracts/text';

/** A text in both languages, side by side. */
export function TextFields({ value, onChange, label, rows = 1 }: { value: Text | undefined; onChange: (text: Text) => void; label: string; rows?: number }) {
  const { t } = useTranslation('common');
  const text = value ?? { 'zh-CN': '', en: '' };
  const field = (locale: keyof Text): React.ReactNode => (
    <Input.TextArea lang={locale} aria-label={`${label}: ${t(`language.${locale}`)}`} placeholder={t(`language.${locale}`)} value={text[locale]} status={text[locale] === '' ? 'error' : ''} rows={rows} onChange={(event) => onChange({ ...text, [locale]: event.target.value })} style={{ flex: '1 1 240px', fieldSizing: 'content', minHeight: 32 }} />
  );
  return <Flex gap={8} wrap style={{ width: '100%' }}>{field('zh-CN')}{field('en')}</Flex>;
}
