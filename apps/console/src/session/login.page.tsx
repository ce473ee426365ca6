import { useQueryClient } from '@tanstack/react-query';
import { Button, Card, Flex, Form, Input, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, data } from '../api/client.ts';
import { ME } from '../app/me.ts';
import { LanguageSwitch } from '../ui/language-switch.tsx';
import { Failure } from '../ui/states.tsx';

interface Credentials {
  email: string;
  password: string;
}

/** The door. Whatever address was asked for is shown once somebody is in. */
export function LoginPage() {
  const { t } = useTranslation('session');
  const client = useQueryClient();
  const [failure, setFailure] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const logIn = async (credentials: Credentials): Promise<void> => {
    setBusy(true);
    setFailure(undefined);
    try {
      const { person } = await data(api.POST('/api/v1/auth/login', { body: credentials }));
      client.setQueryData(ME, person);
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Flex component="main" vertical align="center" justify="center" style={{ minHeight: '100vh', padding: 16 }}>
      <Card style={{ width: '100%', maxWidth: 400 }}>
        <Flex justify="space-between" align="start" gap={16}>
          <Typography.Title level={1} style={{ fontSize: 22 }}>{t('title')}</Typography.Title>
          <LanguageSwitch />
        </Flex>
        <Form<Credentials> layout="vertical" onFinish={(credentials) => void logIn(credentials)} requiredMark={false} disabled={busy}>
          <Form.Item name="email" label={t('email')} rules={[{ required: true }]}>
            <Input type="email" autoComplete="username" autoFocus />
          </Form.Item>
          <Form.Item name="password" label={t('password')} rules={[{ required: true }]}>
            <Input.Password autoComplete="current-password" />
          </Form.Item>
          {failure !== undefined && <Failure error={failure} />}
          <Button type="primary" htmlType="submit" block loading={busy} style={{ marginTop: 16 }}>{t('submit')}</Button>
        </Form>
      </Card>
    </Flex>
  );
}
