import { Alert, Card, Flex, Tag, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useRoles, type Role } from '../../api/accounts.ts';
import { useMe } from '../../app/me.ts';
import { Page } from '../../ui/page.tsx';
import { Rows } from '../../ui/rows.tsx';
import { Failure, Loading, Nothing } from '../../ui/states.tsx';
import { useText } from '../../ui/text.ts';
import { useTimes } from '../../ui/time.ts';

/** Operating roles: who has each now and soon, what asks for it, and which nobody has. */
export function Component() {
  const { t } = useTranslation('roles');
  const roles = useRoles();
  const unheld = roles.data?.filter(({ holders, askedBy }) => holders.length === 0 && askedBy.length > 0) ?? [];
  return (
    <Page title={t('title')}>
      <Flex vertical gap={16}>
        {unheld.length > 0 && <Alert type="error" showIcon title={t('unheld', { count: unheld.length, roles: unheld.map(({ role }) => role).join(', ') })} description={t('unheldHint')} />}
        <Card size="small">
          {roles.isPending && <Loading />}
          {roles.error && <Failure error={roles.error} retry={() => void roles.refetch()} />}
          {roles.data?.length === 0 && <Nothing>{t('none')}</Nothing>}
          <Rows label={t('title')} items={roles.data ?? []} keyOf={({ role }) => role}>{(role) => <RoleRow role={role} />}</Rows>
        </Card>
      </Flex>
    </Page>
  );
}

function RoleRow({ role: { role, holders, coming, askedBy } }: { role: Role }) {
  const { t } = useTranslation('roles');
  const text = useText();
  const times = useTimes();
  return (
    <>
      <div className="main"><Typography.Text strong>{role}</Typography.Text><div className="quiet">{askedBy.length === 0 ? t('askedByNobody') : t('askedBy', { playbooks: askedBy.map(({ title }) => text(title)).join(', ') })}</div></div>
      <div className="rest">
        {holders.length === 0 && <Tag color={askedBy.length > 0 ? 'red' : 'default'}>{t('nobody')}</Tag>}
        {holders.map((holder) => <Holder key={`${holder.personId}${holder.fromAt}`} id={holder.personId} name={holder.name}>{holder.untilAt !== null && t('until', { at: times.day(holder.untilAt) })}</Holder>)}
        {coming.map((holder) => <Holder key={`${holder.personId}${holder.fromAt}`} id={holder.personId} name={holder.name}>{t('from', { at: times.day(holder.fromAt ?? 0) })}</Holder>)}
      </div>
    </>
  );
}

function Holder({ id, name, children }: { id: string; name: string; children: React.ReactNode }) {
  const { role } = useMe();
  const shown = role === 'admin' || role === 'manager' ? <Link to={`/settings/people/${id}`}>{name}</Link> : name;
  return <div>{shown} {children && <Typography.Text type="secondary">{children}</Typography.Text>}</div>;
}
