import type { UseQueryResult } from '@tanstack/react-query';
import { Tag, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { NextDates as Dates } from '../api/schedules.ts';
import { Failure, Loading, Nothing } from '../ui/states.tsx';
import { useText } from '../ui/text.ts';
import { useTimes } from '../ui/time.ts';

/** The next dates, each with what moved it; those that a day off took away are named too. */
export function NextDates({ dates: { data, error, isPending } }: { dates: UseQueryResult<Dates> }) {
  const { t } = useTranslation('schedules');
  const times = useTimes();
  const text = useText();
  if (error) return <Failure error={error} />;
  if (isPending) return <Loading />;
  if (data.occurrences.length === 0) return <Nothing>{t('noDates')}</Nothing>;
  return (
    <>
      <ol aria-label={t('next')} style={{ margin: 0, paddingInlineStart: 24, display: 'grid', gap: 4 }}>
        {data.occurrences.map(({ at, why, provisional }) => (
          <li key={at}>
            <time dateTime={new Date(at).toISOString()}>{times.at(at)}</time> {provisional && <Tag variant="outlined" color="gold">{t('provisional')}</Tag>}
            {why && <div><Typography.Text type="secondary">{text(why)}</Typography.Text></div>}
          </li>
        ))}
      </ol>
      {data.skipped.map(({ nominal, why }) => <Typography.Paragraph key={nominal} type="secondary" style={{ margin: '8px 0 0' }}>{text(why)}</Typography.Paragraph>)}
    </>
  );
}
