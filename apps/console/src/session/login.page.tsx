import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Divider, Flex, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useSearchParams } from 'react-router';
import { useLogInMethods } from '../api/account.ts';
import { api, data } from '../api/client.ts';
import { Problem } from '../api/problem.ts';
import { ME } from '../app/me.ts';
import { Failure } from '../ui/states.tsx';
import { Door } from './door.tsx';
import { useProblemText } from './problem-text.ts';

interface Credentials {
  email: string;
  password: string;
  code?: string;
}
const ruleOf = (error: unknown): string | null => (error instanceof Problem && typeof error.facts.rule === 'string' ? error.facts.rule : null);

/** The door. Whatever address was asked for is shown once somebody is in. */
export function LoginPage() {
  const { t } = useTranslation('session');
  const client = useQueryClient();
  const [params] = useSearchParams();
  const problem = useProblemText(params.get('problem'));
  const [failure, setFailure] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  /** What was typed before the one-time code was asked for. */
  const [first, setFirst] = useState<Credentials>();
  const logIn = async (given: Credentials): Promise<void> => {
    const credentials = { ...first, ...given };
    setBusy(true);
    setFailure(undefined);
    try {
      const { person } = await data(api.POST('/api/v1/auth/login', { body: { ...credentials, ...(given.code ? { code: given.code.trim() } : {}) } }));
      client.setQueryData(ME, person);
    } catch (error) {
      if (ruleOf(error) === 'totp-required') setFirst(credentials);
      else setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Door title={t(first ? 'second.title' : 'title')}>
      {problem && !first && <Alert type="warning" showIcon title={t('problem.title')} description={problem} style={{ marginBottom: 16 }} />}
      <Form<Credentials> layout="vertical" onFinish={(given) => void logIn(given)} requiredMark={false} disabled={busy}>
        {first ? <SecondFactor /> : <FirstFactor />}
        {failure !== undefined && <Failure error={failure} />}
        <Button type="primary" htmlType="submit" block loading={busy} style={{ marginTop: 16 }}>{t('submit')}</Button>
        {first && <Button type="link" block onClick={() => setFirst(undefined)} style={{ marginTop: 8 }}>{t('second.back')}</Button>}
      </Form>
      {!first && <Flex justify="center" style={{ marginTop: 12 }}><Link to="/forgot-password">{t('forgot.link')}</Link></Flex>}
      {!first && <Provider />}
    </Door>
  );
}

function FirstFactor() {
  const { t } = useTranslation('session');
  return (
    <>
      <Form.Item name="email" label={t('email')} rules={[{ required: true }]}>
        <Input type="email" autoComplete="username" autoFocus />
      </Form.Item>
      <Form.Item name="password" label={t('password')} rules={[{ required: true }]}>
        <Input.Password autoComplete="current-password" />
      </Form.Item>
    </>
  );
}

function SecondFactor() {
  const { t } = useTranslation('session');
  return (
    <Form.Item name="code" label={t('second.code')} extra={t('second.hint')} rules={[{ required: true }]}>
      <Input autoComplete="one-time-code" autoFocus maxLength={40} />
    </Form.Item>
  );
}

/** Another way in, where one is set up; the provider brings people back to where they were. */
function Provider() {
  const { t } = useTranslation('session');
  const { pathname } = useLocation();
  const { data: methods } = useLogInMethods();
  if (!methods?.oidc) return null;
  return (
    <>
      <Divider plain>{t('or')}</Divider>
      <Button block href={`${methods.oidc.start}?returnTo=${encodeURIComponent(pathname)}`}>{t('with', { provider: methods.oidc.label })}</Button>
    </>
  );
}
