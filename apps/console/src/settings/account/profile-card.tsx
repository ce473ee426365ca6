import { App, Button, Card, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useProfileChange, type Profile } from '../../api/account.ts';
import { useMe } from '../../app/me.ts';
import { Failure } from '../../ui/states.tsx';
import { TimeZonePicker } from '../../ui/time-zone-picker.tsx';

/** Name, language of console and mails, and the zone that times are shown in. */
export function ProfileCard() {
  const { t } = useTranslation('account');
  const me = useMe();
  const { message } = App.useApp();
  const change = useProfileChange();
  return (
    <Card size="small" title={<h2 className="card-title">{t('profile.title')}</h2>}>
      <Form<Profile>
        name="profile"
        layout="vertical"
        requiredMark={false}
        initialValues={{ name: me.name, locale: me.locale, timeZone: me.timeZone }}
        onFinish={(profile) => change.mutate(profile, { onSuccess: () => void message.success(t('saved')) })}
        style={{ maxWidth: 480 }}
      >
        <Form.Item label={t('profile.email')} extra={t('profile.emailHint')}><Input value={me.email} readOnly aria-label={t('profile.email')} /></Form.Item>
        <Form.Item name="name" label={t('profile.name')} rules={[{ required: true, whitespace: true }]}><Input maxLength={100} autoComplete="name" /></Form.Item>
        <Form.Item name="locale" label={t('profile.language')}>
          <Select options={(['zh-CN', 'en'] as const).map((locale) => ({ value: locale, label: t(`language.${locale}`) }))} />
        </Form.Item>
        <Form.Item name="timeZone" label={t('profile.zone')} extra={t('profile.zoneHint')}><TimeZonePicker /></Form.Item>
        {change.error && <Failure error={change.error} />}
        <Button type="primary" htmlType="submit" loading={change.isPending}>{t('save')}</Button>
      </Form>
    </Card>
  );
}
