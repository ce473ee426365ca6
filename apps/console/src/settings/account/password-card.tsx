import { App, Button, Card, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { usePasswordChange } from '../../api/account.ts';
import { useMe } from '../../app/me.ts';
import { NewPassword } from '../../session/new-password.tsx';
import { Failure } from '../../ui/states.tsx';

/** Another password, or a first one for who logs in by a provider; every other session ends. */
export function PasswordCard() {
  const { t } = useTranslation('account');
  const { hasPassword, email } = useMe();
  const { message } = App.useApp();
  const [form] = Form.useForm<{ current?: string; password: string }>();
  const change = usePasswordChange();
  const save = ({ current, password }: { current?: string; password: string }): void =>
    change.mutate({ password, ...(hasPassword && current ? { current } : {}) }, { onSuccess: () => {
      form.resetFields();
      void message.success(t('password.changed'));
    } });
  return (
    <Card size="small" title={<h2 className="card-title">{t('password.title')}</h2>}>
      <Form name="new-password" form={form} layout="vertical" requiredMark={false} onFinish={save} style={{ maxWidth: 480 }}>
        <input type="text" autoComplete="username" value={email} readOnly hidden />
        {hasPassword && <Form.Item name="current" label={t('password.current')} rules={[{ required: true }]}><Input.Password autoComplete="current-password" /></Form.Item>}
        <NewPassword />
        {change.error && <Failure error={change.error} />}
        <Button htmlType="submit" loading={change.isPending}>{t(hasPassword ? 'password.change' : 'password.set')}</Button>
      </Form>
    </Card>
  );
}
