import { Alert, Button, Empty, Flex, Spin } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../api/problem.ts';

export function Loading() {
  const { t } = useTranslation();
  return (
    <Flex justify="center" style={{ padding: 48 }} role="status" aria-label={t('state.loading')}>
      <Spin />
    </Flex>
  );
}

/** What went wrong and what to do: the API's own sentence, the fields it names, a way to try again. */
export function Failure({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t } = useTranslation();
  const problem = error instanceof Problem ? error : null;
  const action = retry && <Button size="small" onClick={retry}>{t('action.retry')}</Button>;
  const issues = problem?.issues.length ? <ul>{problem.issues.map(({ path, message }) => <li key={path + message}><code>{path}</code> {message}</li>)}</ul> : null;
  const description = problem ? <>{problem.detail}{issues}</> : t('problem.networkHint');
  return <Alert type="error" showIcon title={problem?.title ?? t('problem.network')} description={description} action={action} />;
}

/** Nothing to show, and why that is or what to do about it. */
export function Nothing({ children }: { children?: ReactNode }) {
  const { t } = useTranslation();
  return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={children ?? t('state.empty')} />;
}
