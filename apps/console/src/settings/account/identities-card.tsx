import { Button, Card, Flex, List, Popconfirm, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { useIdentities, useLinkIdentity, useLogInMethods, useUnlinkIdentity } from '../../api/account.ts';
import { Failure } from '../../ui/states.tsx';
import { useTimes } from '../../ui/time.ts';

/** Accounts at the organisation's log-in provider that may come in as oneself; nothing to see where no provider is set up. */
export function IdentitiesCard() {
  const { t } = useTranslation('account');
  const times = useTimes();
  const provider = useLogInMethods().data?.oidc;
  const identities = useIdentities();
  const link = useLinkIdentity();
  const unlink = useUnlinkIdentity();
  if (!provider) return null;
  const go = (): void => link.mutate('/settings/account', { onSuccess: ({ url }) => window.location.assign(url) });
  return (
    <Card size="small" title={<h2 className="card-title">{t('identities.title')}</h2>} extra={<Button size="small" loading={link.isPending} onClick={go}>{t('identities.link', { provider: provider.label })}</Button>}>
      {(identities.error ?? link.error ?? unlink.error) && <Failure error={identities.error ?? link.error ?? unlink.error} />}
      <List
        size="small"
        dataSource={identities.data ?? []}
        locale={{ emptyText: t('identities.none') }}
        rowKey="id"
        renderItem={({ id, issuer, email, linkedAt }) => (
          <List.Item extra={<Popconfirm title={t('identities.unlinkAsk')} okText={t('identities.unlink')} onConfirm={() => unlink.mutate(id)}><Button size="small" danger>{t('identities.unlink')}</Button></Popconfirm>}>
            <Flex vertical><span>{email ?? issuer}</span><Typography.Text type="secondary">{issuer} · {t('identities.since', { at: times.day(linkedAt) })}</Typography.Text></Flex>
          </List.Item>
        )}
      />
    </Card>
  );
}
