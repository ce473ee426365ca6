import { ORG_CALENDAR, ownerOf } from '#contracts/calendar';
import { useTranslation } from 'react-i18next';
import { useNames } from '../../api/people.ts';
import { useTeams } from '../../api/calendars.ts';
import { useMe } from '../../app/me.ts';

/** The table's id of a calendar's address: `team:x` is `team/x`. */
export const idOf = (address: string): string => address.replace(':', '/');

/** Whether the reader may change a calendar, to show no button that would only be refused; the API has the last word. */
export function useMayChange(id: string): boolean {
  const me = useMe();
  const teams = useTeams().data ?? [];
  if (me.role === 'admin') return true;
  if (me.role === 'viewer') return false;
  const owner = ownerOf(id);
  const led = teams.filter(({ leadId }) => leadId === me.id);
  if (owner?.kind === 'team') return led.some(({ key }) => key === owner.id);
  return owner?.kind === 'person' && (owner.id === me.id || led.some(({ members }) => members.some((member) => member.id === owner.id)));
}

/** What people call a calendar or a layer. */
export function useCalendarName(): (id: string) => string {
  const { t } = useTranslation('calendars');
  const name = useNames();
  const teams = useTeams().data ?? [];
  return (id) => {
    const owner = ownerOf(id);
    if (id === ORG_CALENDAR) return t('org');
    if (owner?.kind === 'team') return t('team', { name: teams.find(({ key }) => key === owner.id)?.name ?? owner.id });
    return owner ? name(owner.id) : id;
  };
}
