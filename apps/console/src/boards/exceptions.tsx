import { ClockCircleOutlined, DisconnectOutlined, FieldTimeOutlined, InboxOutlined, MailOutlined } from '@ant-design/icons';
import { Typography } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useExceptions, type Exceptions as Answer } from '../api/boards.ts';
import { useNumbers } from '../ui/numbers.ts';
import { Failure, Loading } from '../ui/states.tsx';
import type { Opened } from './figure-list.tsx';

type Key = Answer['figures'][number]['key'];
const ICONS: Record<Key, ReactNode> = { breaching: <ClockCircleOutlined />, breached: <FieldTimeOutlined />, unclaimed: <InboxOutlined />, nobody: <DisconnectOutlined />, unsent: <MailOutlined /> };
const HOUR_MS = 3_600_000;

/** What needs somebody now. */
export function Exceptions({ playbook, open }: { playbook: string | undefined; open: (opened: Opened) => void }) {
  const { t } = useTranslation('boards');
  const numbers = useNumbers();
  const { data, error, isPending, refetch } = useExceptions(playbook);
  return (
    <section aria-labelledby="board-exceptions">
      <Typography.Title level={2} id="board-exceptions" style={{ fontSize: 18 }}>{t('exceptions')}</Typography.Title>
      {isPending && <Loading />}
      {error && <Failure error={error} retry={() => void refetch()} />}
      {data && (
        <>
          <div className="board-exceptions">
            {data.figures.map(({ key, of }) => (
              <button key={key} type="button" className="board-exception" data-some={of > 0} onClick={() => open({ figure: key, ...(playbook ? { playbook } : {}) })}>
                <span className="board-exception-head">{ICONS[key]} {t(`exception.${key}.title`)}</span>
                <span className="board-number">{numbers.count(of)}</span>
                <span className="board-how">{t(`exception.${key}.how`, { hours: data.breachingMs / HOUR_MS })}</span>
              </button>
            ))}
          </div>
          {data.sight === 'own' && <Typography.Text type="secondary">{t('sight')}</Typography.Text>}
        </>
      )}
    </section>
  );
}
