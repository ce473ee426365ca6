import { Tag, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Delivery } from '../../api/deliveries.ts';
import { useText } from '../../ui/text.ts';
import { useTimes } from '../../ui/time.ts';
import { useReason } from './reason-text.ts';

const COLOURS: Record<Delivery['state'], string> = { pending: 'blue', sending: 'blue', sent: 'green', dead: 'red', superseded: 'default' };

export function StateTag({ state }: { state: Delivery['state'] }) {
  const { t } = useTranslation('deliveries');
  return <Tag color={COLOURS[state]}>{t(`state.${state}`)}</Tag>;
}

/** One mail of the log: to whom, about what, how it went. */
export function DeliveryRow({ delivery, search }: { delivery: Delivery; search: string }) {
  const { t } = useTranslation('deliveries');
  const text = useText();
  const times = useTimes();
  const reason = useReason();
  const { id, kind, of, person, address, runTitle, title, state, attempts, lastError, createdAt, sentAt, nextAt, resendOf } = delivery;
  return (
    <>
      <div className="main">
        <Link to={{ pathname: `/settings/deliveries/${id}`, search }}>{title ? text(title) : t(`letter.${kind}`, { defaultValue: kind })}</Link>
        <div className="quiet">{runTitle ?? t(of === 'letter' ? 'account' : 'noRun')} · <code>{kind}</code></div>
      </div>
      <div className="rest"><div>{person?.name ?? address}</div><div className="quiet">{address}</div></div>
      <div className="rest quiet">
        <div>{times.at(sentAt ?? createdAt)}</div>
        {attempts > 1 && <div>{t('attempts', { count: attempts })}</div>}
        {nextAt !== null && <div>{t('next', { at: times.at(nextAt) })}</div>}
      </div>
      <div className="acts">{resendOf && <Tag>{t('again')}</Tag>}<StateTag state={state} /></div>
      {lastError && state !== 'sent' && <Typography.Text type={state === 'dead' ? 'danger' : 'secondary'} style={{ flexBasis: '100%' }}>{reason(lastError)}</Typography.Text>}
    </>
  );
}
