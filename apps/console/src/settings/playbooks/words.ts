import type { Assignment } from '#contracts/task';
import type { Playbook } from '#contracts/playbook';
import type { Locale, Text } from '#contracts/text';
import { useTranslation } from 'react-i18next';
import { useTeams } from '../../api/calendars.ts';
import { useNames } from '../../api/people.ts';
import { useText } from '../../ui/text.ts';

/** Whom an assignment names, in words: `the role editor`, `the lead of whoever did shooting`. */
export function useAssignment(playbook: Playbook): (assign: Assignment) => string {
  const { t } = useTranslation('playbooks');
  const text = useText();
  const name = useNames();
  const teams = useTeams().data ?? [];
  const told = (assign: Assignment): string => {
    if ('manager' in assign) return t('who.manager');
    if ('managerOf' in assign) return t('who.managerOf', { who: told(assign.managerOf as Assignment) });
    if ('role' in assign) return t('who.role', { name: assign.role });
    if ('team' in assign) return t('who.team', { name: teams.find(({ key }) => key === assign.team)?.name ?? assign.team });
    if ('stepActor' in assign) return t('who.stepActor', { task: text(playbook.tasks?.[assign.stepActor]?.title) || assign.stepActor });
    return name(assign.person);
  };
  return told;
}

/** The fields of a form's schema by what people know them as. */
export function fieldsOf(schema: unknown, locale: Locale): string[] {
  const { properties = {}, required = [] } = (schema ?? {}) as { properties?: Record<string, { title?: string; 'x-title'?: Text }>; required?: string[] };
  return Object.entries(properties).map(([key, field]) => `${field?.['x-title']?.[locale] ?? field?.title ?? key}${required.includes(key) ? ' *' : ''}`);
}
