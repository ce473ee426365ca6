import { useTranslation } from 'react-i18next';
import type { Text } from '#contracts/text';

/** Picks the reader's language of a text of the product. */
export function useText(): (text: Text | null | undefined) => string {
  const { i18n } = useTranslation();
  return (text) => (text ? text[i18n.language === 'zh-CN' ? 'zh-CN' : 'en'] : '');
}
