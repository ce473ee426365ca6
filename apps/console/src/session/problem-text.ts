import i18next from 'i18next';
import { useTranslation } from 'react-i18next';

/** A sentence for the rule that a log-in by provider broke (`/?problem=<rule>`); null without one. */
export function useProblemText(rule: string | null): string | null {
  const { t } = useTranslation('session');
  if (rule === null) return null;
  return i18next.exists(`session:problem.rule.${rule}`) ? t(`problem.rule.${rule}`) : t('problem.other');
}
