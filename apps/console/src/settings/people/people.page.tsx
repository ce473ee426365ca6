import { Button, Card, Flex, Input, Select, Tag, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { useAccounts, useRoles, type Account, type AccountFilter } from '../../api/accounts.ts';
import { useDebounced } from '../../ui/debounced.ts';
import { Page } from '../../ui/page.tsx';
import { MoreRows, Rows } from '../../ui/rows.tsx';
import { Failure, Loading, Nothing } from '../../ui/states.tsx';
import { Invitations } from './invitations.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { PersonDrawer } from './person-drawer.tsx';
import { PLATFORM_ROLES } from './platform-roles.ts';
import { RoleTags } from './role-tags.tsx';

/** Everybody who has an account or is invited; who one is open beside the list has an address of their own. */
export function Component() {
  const { t } = useTranslation('people');
  const { personId } = useParams();
  const navigate = useNavigate();
  const [inviting, setInviting] = useState(false);
  const [filter, setFilter] = useState<AccountFilter>({ state: 'active' });
  const accounts = useAccounts(useDebounced(filter));
  const people = accounts.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page title={t('title')} actions={<Button type="primary" onClick={() => setInviting(true)}>{t('invite.title')}</Button>}>
      <Flex vertical gap={16}>
        <Invitations />
        <Card size="small">
          <Filters filter={filter} onChange={setFilter} />
          {accounts.isPending && <Loading />}
          {accounts.error && <Failure error={accounts.error} retry={() => void accounts.refetch()} />}
          {accounts.data && people.length === 0 && <Nothing>{t('none')}</Nothing>}
          <Rows label={t('title')} items={people} keyOf={({ id }) => id}>{(person) => <PersonRow person={person} />}</Rows>
          <MoreRows query={accounts} />
        </Card>
      </Flex>
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
      {personId && <PersonDrawer key={personId} id={personId} onClose={() => void navigate('/settings/people')} />}
    </Page>
  );
}

function Filters({ filter, onChange }: { filter: AccountFilter; onChange: (filter: AccountFilter) => void }) {
  const { t } = useTranslation('people');
  const roles = useRoles().data ?? [];
  const set = (part: { [K in keyof AccountFilter]?: AccountFilter[K] | undefined }): void => onChange(Object.fromEntries(Object.entries({ ...filter, ...part }).filter(([, value]) => value !== undefined && value !== '')) as AccountFilter);
  return (
    <Flex gap={8} wrap style={{ marginBottom: 8 }}>
      <Input.Search allowClear placeholder={t('search')} aria-label={t('search')} onChange={(event) => set({ text: event.target.value.trim() })} style={{ flex: '1 1 200px' }} maxLength={100} />
      <Select allowClear placeholder={t('platformRole')} aria-label={t('platformRole')} value={filter.platformRole} onChange={(platformRole) => set({ platformRole })} options={PLATFORM_ROLES.map((role) => ({ value: role, label: t(`platform.${role}`) }))} style={{ flex: '0 1 160px', minWidth: 130 }} />
      <Select allowClear showSearch placeholder={t('role')} aria-label={t('role')} value={filter.role} onChange={(role) => set({ role })} options={roles.map(({ role }) => ({ value: role, label: role }))} style={{ flex: '0 1 160px', minWidth: 130 }} />
      <Select allowClear placeholder={t('state.all')} aria-label={t('state.label')} value={filter.state} onChange={(state) => set({ state })} options={(['active', 'disabled'] as const).map((state) => ({ value: state, label: t(`state.${state}`) }))} style={{ flex: '0 1 130px', minWidth: 110 }} />
    </Flex>
  );
}

function PersonRow({ person }: { person: Account }) {
  const { t } = useTranslation('people');
  return (
    <>
      <div className="main">
        <Link to={`/settings/people/${person.id}`}>{person.name}</Link>
        <div className="quiet">{person.email}</div>
      </div>
      <div className="rest"><RoleTags roles={person.roles} /></div>
      <div className="acts">
        {person.teams.length > 0 && <Typography.Text type="secondary">{person.teams.join(', ')}</Typography.Text>}
        {person.secondFactor && <Tag>{t('secondFactor')}</Tag>}
        <Tag color={person.platformRole === 'admin' ? 'purple' : person.platformRole === 'manager' ? 'blue' : 'default'}>{t(`platform.${person.platformRole}`)}</Tag>
        {person.disabledAt !== null && <Tag color="red">{t('state.disabled')}</Tag>}
      </div>
    </>
  );
}
