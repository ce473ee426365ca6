import { App, Button, Card, Drawer, Flex, Form, Input, Popconfirm, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAccount, useAccountChange, useSignOut, type Account, type AccountChange } from '../../api/accounts.ts';
import { useMe } from '../../app/me.ts';
import { Failure, Loading } from '../../ui/states.tsx';
import { TimeZonePicker } from '../../ui/time-zone-picker.tsx';
import { DutiesView } from './duties-view.tsx';
import { HandOver } from './hand-over.tsx';
import { LeaveDialog } from './leave-dialog.tsx';
import { PLATFORM_ROLES } from './platform-roles.ts';
import { RolesOf } from './roles-of.tsx';

/** One person: who they are here, their roles, what hangs on them, and how they leave. Only administrators change anything. */
export function PersonDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation('people');
  const admin = useMe().role === 'admin';
  const account = useAccount(id);
  return (
    <Drawer open title={account.data?.name ?? t('person')} size="large" onClose={onClose}>
      {account.isPending && <Loading />}
      {account.error && <Failure error={account.error} />}
      {account.data && (
        <Flex vertical gap={16}>
          <Profile account={account.data} readOnly={!admin} />
          <RolesOf account={account.data} readOnly={!admin} />
          <Card size="small" title={<h3 className="card-title">{t('duties.title')}</h3>}>
            <DutiesView id={id} />
            <HandOver id={id} />
          </Card>
          {admin && <Door account={account.data} />}
        </Flex>
      )}
    </Drawer>
  );
}

function Profile({ account, readOnly }: { account: Account; readOnly: boolean }) {
  const { t } = useTranslation('people');
  const { message } = App.useApp();
  const change = useAccountChange(account.id);
  const { name, locale, timeZone, platformRole } = account;
  return (
    <Form<AccountChange> name="account" layout="vertical" requiredMark={false} disabled={readOnly} initialValues={{ name, locale, timeZone, platformRole }} onFinish={(values) => change.mutate(values, { onSuccess: () => void message.success(t('saved')) })}>
      <Form.Item label={t('email')}><Input value={account.email} readOnly aria-label={t('email')} /></Form.Item>
      <Form.Item name="name" label={t('name')} rules={[{ required: true, whitespace: true }]}><Input maxLength={100} /></Form.Item>
      <Form.Item name="platformRole" label={t('platformRole')} extra={t('platformRoleHint')}><Select options={PLATFORM_ROLES.map((role) => ({ value: role, label: `${t(`platform.${role}`)} — ${t(`platformHint.${role}`)}` }))} /></Form.Item>
      <Form.Item name="locale" label={t('language')}><Select options={(['zh-CN', 'en'] as const).map((value) => ({ value, label: t(`language.${value}`, { ns: 'common' }) }))} /></Form.Item>
      <Form.Item name="timeZone" label={t('zone')}><TimeZonePicker /></Form.Item>
      {change.error && <Failure error={change.error} />}
      {!readOnly && <Button type="primary" htmlType="submit" loading={change.isPending}>{t('save')}</Button>}
    </Form>
  );
}

/** Sessions, second factor, and whether they may come in at all. */
function Door({ account }: { account: Account }) {
  const { t } = useTranslation('people');
  const { message } = App.useApp();
  const [leaving, setLeaving] = useState(false);
  const signOut = useSignOut(account.id);
  const change = useAccountChange(account.id);
  const gone = account.disabledAt !== null;
  const ended = (): void => signOut.mutate(undefined, { onSuccess: (answer) => void message.success(t('door.ended', { count: answer.ended })) });
  return (
    <Card size="small" title={<h3 className="card-title">{t('door.title')}</h3>}>
      <Flex gap={8} wrap>
        <Popconfirm title={t('door.signOutAsk')} okText={t('door.signOut')} onConfirm={ended}><Button loading={signOut.isPending} disabled={gone}>{t('door.signOut')}</Button></Popconfirm>
        {account.secondFactor && <Popconfirm title={t('door.factorAsk')} okText={t('door.factor')} onConfirm={() => change.mutate({ secondFactor: false })}><Button>{t('door.factor')}</Button></Popconfirm>}
        {gone ? <Button loading={change.isPending} onClick={() => change.mutate({ disabled: false })}>{t('door.letIn')}</Button> : <Button danger onClick={() => setLeaving(true)}>{t('leave.title')}</Button>}
      </Flex>
      {(signOut.error ?? change.error) && <Failure error={signOut.error ?? change.error} />}
      {leaving && <LeaveDialog account={account} onClose={() => setLeaving(false)} />}
    </Card>
  );
}
