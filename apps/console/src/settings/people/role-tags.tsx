import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../api/accounts.ts';
import { useNow } from '../../ui/due-chip.tsx';
import { useTimes } from '../../ui/time.ts';
import { standOf } from './role-stand.ts';

/** Operating roles held now or later, with what is to be known of their dates. */
export function RoleTags({ roles }: { roles: Account['roles'] }) {
  const { t } = useTranslation('people');
  const times = useTimes();
  const now = useNow();
  return roles.map((role) => {
    const stand = standOf(role, now);
    if (stand === 'past') return null;
    const dates = stand === 'coming' ? t('roles.from', { at: times.day(role.fromAt!) }) : role.untilAt === null ? '' : t('roles.until', { at: times.day(role.untilAt) });
    return <Tag key={role.id} variant={stand === 'coming' ? 'outlined' : 'filled'}>{role.role} {dates && <small>{dates}</small>}</Tag>;
  });
}
