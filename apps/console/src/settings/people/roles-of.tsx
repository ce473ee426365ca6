import { AutoComplete, Button, Card, Form, Tag, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEndRole, useGiveRole, useRoles, type Account } from '../../api/accounts.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { MomentPicker } from '../../ui/moment-picker.tsx';
import { Rows } from '../../ui/rows.tsx';
import { useNow } from '../../ui/due-chip.tsx';
import { useTimes } from '../../ui/time.ts';
import { standOf } from './role-stand.ts';

type Held = Account['roles'][number];

/** Operating roles with their dates: past ones are kept, others can be ended, now or at a moment. */
export function RolesOf({ account, readOnly }: { account: Account; readOnly: boolean }) {
  const { t } = useTranslation('people');
  const [giving, setGiving] = useState(false);
  const [ending, setEnding] = useState<Held | null>(null);
  return (
    <Card size="small" title={<h3 className="card-title">{t('role')}</h3>} extra={!readOnly && <Button size="small" onClick={() => setGiving(true)}>{t('roles.give')}</Button>}>
      {account.roles.length === 0 && <Typography.Text type="secondary">{t('roles.none')}</Typography.Text>}
      <Rows label={t('role')} items={account.roles} keyOf={({ id }) => id}>{(role) => <HeldRow role={role} onEnd={readOnly ? null : () => setEnding(role)} />}</Rows>
      {giving && <GiveDialog id={account.id} onClose={() => setGiving(false)} />}
      {ending && <EndDialog id={account.id} role={ending} onClose={() => setEnding(null)} />}
    </Card>
  );
}

function HeldRow({ role, onEnd }: { role: Held; onEnd: (() => void) | null }) {
  const { t } = useTranslation('people');
  const times = useTimes();
  const stand = standOf(role, useNow());
  return (
    <>
      <div className="main"><Tag variant={stand === 'now' ? 'filled' : 'outlined'}>{role.role}</Tag> <Typography.Text type="secondary">{t(`roles.${stand}`)}</Typography.Text></div>
      <div className="rest quiet">{role.fromAt === null ? t('roles.always') : times.day(role.fromAt)} – {role.untilAt === null ? t('roles.open') : times.day(role.untilAt)}</div>
      <div className="acts">{onEnd && stand !== 'past' && <Button size="small" onClick={onEnd}>{t('roles.end')}</Button>}</div>
    </>
  );
}

function GiveDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation('people');
  const roles = useRoles().data ?? [];
  const give = useGiveRole(id);
  return (
    <FormDialog title={t('roles.give')} write={give} initial={{ fromAt: null, untilAt: null }} onClose={onClose}>
      <Form.Item name="role" label={t('role')} extra={t('roles.keyHint')} rules={[{ required: true }]}>
        <AutoComplete options={roles.map(({ role, holders }) => ({ value: role, label: holders.length === 0 ? `${role} · ${t('roles.unheld')}` : role }))} showSearch={{ filterOption: (typed, option) => String(option?.value).includes(typed) }} />
      </Form.Item>
      <Form.Item name="fromAt" label={t('roles.fromAt')} extra={t('roles.fromHint')}><MomentPicker /></Form.Item>
      <Form.Item name="untilAt" label={t('roles.untilAt')} extra={t('roles.untilHint')}><MomentPicker /></Form.Item>
    </FormDialog>
  );
}

function EndDialog({ id, role, onClose }: { id: string; role: Held; onClose: () => void }) {
  const { t } = useTranslation('people');
  const end = useEndRole(id);
  return (
    <FormDialog title={t('roles.endTitle', { role: role.role })} does={t('roles.end')} danger write={end} initial={{ roleId: role.id }} onClose={onClose}>
      <Form.Item name="roleId" hidden><input /></Form.Item>
      <Form.Item name="untilAt" label={t('roles.untilAt')} extra={t('roles.endHint')}><MomentPicker /></Form.Item>
    </FormDialog>
  );
}
