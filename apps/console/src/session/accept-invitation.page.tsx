import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { api, data } from '../api/client.ts';
import { ME } from '../app/me.ts';
import { Failure } from '../ui/states.tsx';
import { Door } from './door.tsx';
import { useLinkCode } from './link-code.ts';
import { NewPassword } from './new-password.tsx';

interface Values {
  name?: string;
  password: string;
}

/** Where the mail of an invitation leads: a password, and one is in. */
export function Component() {
  const { t } = useTranslation('session');
  const token = useLinkCode();
  const client = useQueryClient();
  const navigate = useNavigate();
  const accept = useMutation({
    mutationFn: async ({ name, password }: Values) => {
      const { email } = await data(api.POST('/api/v1/invitations/accept', { body: { token, password, ...(name?.trim() ? { name: name.trim() } : {}) } }));
      return data(api.POST('/api/v1/auth/login', { body: { email, password } }));
    },
    onSuccess: async ({ person }) => {
      client.setQueryData(ME, person);
      await navigate('/inbox', { replace: true });
    },
  });
  if (token === '') return <Door title={t('accept.title')}><Alert type="warning" showIcon title={t('noCode')} description={<Link to="/">{t('toLogIn')}</Link>} /></Door>;
  return (
    <Door title={t('accept.title')}>
      <Typography.Paragraph type="secondary">{t('accept.lead')}</Typography.Paragraph>
      <Form<Values> layout="vertical" requiredMark={false} disabled={accept.isPending} onFinish={(values) => accept.mutate(values)}>
        <Form.Item name="name" label={t('accept.name')} extra={t('accept.nameHint')}><Input autoComplete="name" maxLength={100} /></Form.Item>
        <NewPassword />
        {accept.error && <Failure error={accept.error} />}
        <Button type="primary" htmlType="submit" block loading={accept.isPending} style={{ marginTop: 16 }}>{t('accept.submit')}</Button>
      </Form>
    </Door>
  );
}
