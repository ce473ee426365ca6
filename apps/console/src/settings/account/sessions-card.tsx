import { Button, Card, Flex, List, Popconfirm, Tag, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { useEndOtherSessions, useEndSession, useSessions } from '../../api/account.ts';
import { Failure, Loading } from '../../ui/states.tsx';
import { useTimes } from '../../ui/time.ts';
import { deviceOf } from './device.ts';

/** Where one is signed in, and ending what one does not know. */
export function SessionsCard() {
  const { t } = useTranslation('account');
  const times = useTimes();
  const sessions = useSessions();
  const end = useEndSession();
  const endOthers = useEndOtherSessions();
  const several = (sessions.data?.length ?? 0) > 1;
  const others = <Popconfirm title={t('sessions.othersAsk')} okText={t('sessions.others')} onConfirm={() => endOthers.mutate()}><Button size="small" danger loading={endOthers.isPending}>{t('sessions.others')}</Button></Popconfirm>;
  return (
    <Card size="small" title={<h2 className="card-title">{t('sessions.title')}</h2>} extra={several && others}>
      {sessions.isPending && <Loading />}
      {(sessions.error ?? end.error ?? endOthers.error) && <Failure error={sessions.error ?? end.error ?? endOthers.error} />}
      {sessions.data && (
        <List
          size="small"
          dataSource={sessions.data}
          rowKey="id"
          renderItem={({ id, current, method, userAgent, address, createdAt, seenAt }) => (
            <List.Item extra={current ? <Tag color="green">{t('sessions.this')}</Tag> : <Button size="small" danger onClick={() => end.mutate(id)}>{t('sessions.end')}</Button>}>
              <Flex vertical>
                <span>{deviceOf(userAgent) ?? t('sessions.unknown')} <Typography.Text type="secondary">· {address?.replace(/^::ffff:/, '')} · {t(`sessions.method.${method}`)}</Typography.Text></span>
                <Typography.Text type="secondary">{t('sessions.times', { seen: times.at(seenAt), begun: times.at(createdAt) })}</Typography.Text>
              </Flex>
            </List.Item>
          )}
        />
      )}
    </Card>
  );
}
