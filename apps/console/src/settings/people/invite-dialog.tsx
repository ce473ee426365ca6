import { App, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { mayInvite } from '#domain/identity/people';
import { useInvite, type NewInvitation } from '../../api/accounts.ts';
import { useMe } from '../../app/me.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { TimeZonePicker } from '../../ui/time-zone-picker.tsx';
import { PLATFORM_ROLES } from './platform-roles.ts';

/** Invites somebody by mail; the account is made when they accept. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('people');
  const me = useMe();
  const { message } = App.useApp();
  const invite = useInvite();
  const close = (made?: { email: string }): void => {
    if (made) void message.success(t('invite.sent', { email: made.email }));
    onClose();
  };
  const roles = PLATFORM_ROLES.filter((role) => mayInvite(me.role, role));
  const initial: Partial<NewInvitation> = { platformRole: 'member', locale: me.locale, timeZone: me.timeZone };
  return (
    <FormDialog title={t('invite.title')} does={t('invite.send')} write={invite} initial={initial} onClose={close}>
      <Form.Item name="email" label={t('email')} rules={[{ required: true, type: 'email' }]}><Input type="email" autoFocus maxLength={254} /></Form.Item>
      <Form.Item name="name" label={t('name')} rules={[{ required: true, whitespace: true }]}><Input maxLength={100} /></Form.Item>
      <Form.Item name="platformRole" label={t('platformRole')}><Select options={roles.map((role) => ({ value: role, label: `${t(`platform.${role}`)} — ${t(`platformHint.${role}`)}` }))} /></Form.Item>
      <Form.Item name="locale" label={t('language')} extra={t('invite.languageHint')}><Select options={(['zh-CN', 'en'] as const).map((locale) => ({ value: locale, label: t(`language.${locale}`, { ns: 'common' }) }))} /></Form.Item>
      <Form.Item name="timeZone" label={t('zone')}><TimeZonePicker /></Form.Item>
    </FormDialog>
  );
}
