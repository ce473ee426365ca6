import { Alert, App, Button, Card, Descriptions, Drawer, Flex, Popconfirm, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useDelivery, useResend, type DeliveryDetail } from '../../api/deliveries.ts';
import { useNames } from '../../api/people.ts';
import { Rows } from '../../ui/rows.tsx';
import { Failure, Loading } from '../../ui/states.tsx';
import { useTimes } from '../../ui/time.ts';
import { StateTag } from './delivery-row.tsx';
import { useReason } from './reason-text.ts';

/** One mail: how it went, what it says as it would be made now, and sending it once more. */
export function DeliveryDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation('deliveries');
  const delivery = useDelivery(id);
  return (
    <Drawer open title={t('one')} size="large" onClose={onClose}>
      {delivery.isPending && <Loading />}
      {delivery.error && <Failure error={delivery.error} />}
      {delivery.data && (
        <Flex vertical gap={16}>
          <Facts delivery={delivery.data} />
          <Resend delivery={delivery.data} />
          <Card size="small" title={<h3 className="card-title">{delivery.data.mail.subject}</h3>}>
            <Typography.Paragraph type="secondary">{t('asNow')}</Typography.Paragraph>
            <Typography.Paragraph style={{ whiteSpace: 'pre-wrap', margin: 0 }}>{delivery.data.mail.text}</Typography.Paragraph>
          </Card>
        </Flex>
      )}
    </Drawer>
  );
}

function Facts({ delivery: { person, address, runId, runTitle, taskId, state, attempts, lastError, nextAt, createdAt, sentAt, messageId, resendOf, requestedBy } }: { delivery: DeliveryDetail }) {
  const { t } = useTranslation('deliveries');
  const times = useTimes();
  const name = useNames();
  const reason = useReason();
  const rows: Array<[string, React.ReactNode]> = [
    ['to', <>{person?.name} {'<'}{address}{'>'}</>],
    ['state', <StateTag key="state" state={state} />],
    ['run', runId && <Link to={`/runs/${runId}`}>{runTitle}</Link>],
    ['task', taskId && <Link to={`/tasks/${taskId}`}>{t('openTask')}</Link>],
    ['made', times.at(createdAt)],
    ['sentAt', sentAt && times.at(sentAt)],
    ['nextAt', nextAt && times.at(nextAt)],
    ['tries', attempts],
    ['error', lastError && reason(lastError)],
    ['messageId', messageId && <code>{messageId}</code>],
    ['resendOf', resendOf && <Link to={`/settings/deliveries/${resendOf}`}>{requestedBy ? t('by', { name: name(requestedBy) }) : t('again')}</Link>],
  ];
  return <Descriptions size="small" column={1} items={rows.flatMap(([key, value]) => (value || value === 0 ? [{ key, label: t(`fact.${key}`), children: value }] : []))} />;
}

function Resend({ delivery }: { delivery: DeliveryDetail }) {
  const { t } = useTranslation('deliveries');
  const times = useTimes();
  const { message } = App.useApp();
  const resend = useResend(delivery.id);
  const reason = useReason();
  const { withheld, others } = delivery;
  const waiting = [delivery, ...others].some(({ state }) => state === 'pending' || state === 'sending');
  return (
    <Flex vertical gap={8}>
      {withheld && <Alert type="info" showIcon title={t('withheld', { reason: reason(withheld.reason) })} />}
      {others.length > 0 && (
        <Rows label={t('others')} items={others} keyOf={({ id }) => id}>
          {(other) => <><div className="main"><Link to={`/settings/deliveries/${other.id}`}>{other.resendOf ? t('again') : t('first')}</Link> <span className="quiet">{times.at(other.sentAt ?? other.createdAt)}</span></div><div className="acts"><StateTag state={other.state} /></div></>}
        </Rows>
      )}
      {resend.error && <Failure error={resend.error} />}
      <div>
        <Popconfirm title={t('resendAsk', { address: delivery.address })} okText={t('resend')} onConfirm={() => resend.mutate(undefined, { onSuccess: () => void message.success(t('resent')) })} disabled={waiting}>
          <Button type="primary" loading={resend.isPending} disabled={waiting}>{t('resend')}</Button>
        </Popconfirm> {waiting && <Typography.Text type="secondary">{t('waiting')}</Typography.Text>}
      </div>
    </Flex>
  );
}
