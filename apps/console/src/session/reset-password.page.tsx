import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Form, Result } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api } from '../api/client.ts';
import { Failure } from '../ui/states.tsx';
import { Door } from './door.tsx';
import { useLinkCode } from './link-code.ts';
import { NewPassword } from './new-password.tsx';

/** Where the mails about passwords lead. Every session ends, so one logs in anew. */
export function Component() {
  const { t } = useTranslation('session');
  const token = useLinkCode();
  const reset = useMutation({ mutationFn: ({ password }: { password: string }) => api.POST('/api/v1/auth/password/reset', { body: { token, password } }) });
  const toLogIn = <Link to="/inbox" reloadDocument>{t('toLogIn')}</Link>;
  if (reset.isSuccess) return <Door title={t('reset.title')}><Result status="success" title={t('reset.done')} subTitle={t('reset.doneHint')} extra={toLogIn} style={{ padding: 16 }} /></Door>;
  if (token === '') return <Door title={t('reset.title')}><Alert type="warning" showIcon title={t('noCode')} description={<Link to="/forgot-password">{t('forgot.again')}</Link>} /></Door>;
  return (
    <Door title={t('reset.title')}>
      <Form<{ password: string }> layout="vertical" requiredMark={false} disabled={reset.isPending} onFinish={(values) => reset.mutate(values)}>
        <NewPassword />
        {reset.error && <Failure error={reset.error} />}
        <Button type="primary" htmlType="submit" block loading={reset.isPending} style={{ marginTop: 16 }}>{t('reset.submit')}</Button>
      </Form>
    </Door>
  );
}
