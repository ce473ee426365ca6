import { useMutation } from '@tanstack/react-query';
import { Button, Flex, Form, Input, Result, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api } from '../api/client.ts';
import { Failure } from '../ui/states.tsx';
import { Door } from './door.tsx';

/** Asks for a link by mail. The answer is the same for every address, so that nobody learns who has an account. */
export function Component() {
  const { t } = useTranslation('session');
  const ask = useMutation({ mutationFn: ({ email }: { email: string }) => api.POST('/api/v1/auth/password/reset-request', { body: { email: email.trim() } }) });
  const back = <Flex justify="center" style={{ marginTop: 12 }}><Link to="/">{t('toLogIn')}</Link></Flex>;
  if (ask.isSuccess) return <Door title={t('forgot.title')}><Result status="info" title={t('forgot.sent')} subTitle={t('forgot.sentHint', { address: ask.variables.email })} style={{ padding: 16 }} />{back}</Door>;
  return (
    <Door title={t('forgot.title')}>
      <Typography.Paragraph type="secondary">{t('forgot.lead')}</Typography.Paragraph>
      <Form<{ email: string }> layout="vertical" requiredMark={false} disabled={ask.isPending} onFinish={(values) => ask.mutate(values)}>
        <Form.Item name="email" label={t('email')} rules={[{ required: true }]}><Input type="email" autoComplete="username" autoFocus /></Form.Item>
        {ask.error && <Failure error={ask.error} />}
        <Button type="primary" htmlType="submit" block loading={ask.isPending} style={{ marginTop: 16 }}>{t('forgot.submit')}</Button>
      </Form>
      {back}
    </Door>
  );
}
