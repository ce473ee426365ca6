import { Button, Card, Segmented, Tag, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useNames } from '../api/people.ts';
import { useSchedules, type Schedule } from '../api/schedules.ts';
import { useMe } from '../app/me.ts';
import { Page } from '../ui/page.tsx';
import { MoreRows, Rows } from '../ui/rows.tsx';
import { Failure, Loading, Nothing } from '../ui/states.tsx';
import { useTimes } from '../ui/time.ts';
import { OccurrenceState } from './occurrence-state.tsx';
import { useRhythm } from './rhythm.ts';
import { ScheduleDialog } from './schedule-dialog.tsx';

const FILTERS = ['all', 'active', 'paused', 'deleted'] as const;
type Filter = (typeof FILTERS)[number];

/** What starts by itself, and when next. */
export function Component() {
  const { t } = useTranslation('schedules');
  const { role } = useMe();
  const navigate = useNavigate();
  const [filter, setFilter] = useState<Filter>('all');
  const [making, setMaking] = useState(false);
  const list = useSchedules(filter === 'all' ? null : filter);
  const schedules = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const may = role === 'admin' || role === 'manager';
  return (
    <Page title={t('title')} actions={may && <Button type="primary" onClick={() => setMaking(true)}>{t('new')}</Button>}>
      <Segmented<Filter> value={filter} onChange={setFilter} aria-label={t('filters')} options={FILTERS.map((one) => ({ value: one, label: t(`filter.${one}`) }))} style={{ marginBottom: 12 }} />
      {list.isPending && <Loading />}
      {list.error && <Failure error={list.error} retry={() => void list.refetch()} />}
      {list.data && schedules.length === 0 && <Nothing>{t(filter === 'all' ? 'none' : 'noneSuch')}</Nothing>}
      {schedules.length > 0 && <Card><Rows label={t('title')} items={schedules} keyOf={({ id }) => id}>{(schedule) => <Line schedule={schedule} />}</Rows><MoreRows query={list} /></Card>}
      {making && <ScheduleDialog onClose={(made) => (setMaking(false), made && void navigate(`/schedules/${made.id}`))} />}
    </Page>
  );
}

function Line({ schedule: { id, title, recurrence, state, nextAt, last, ownerId } }: { schedule: Schedule }) {
  const { t } = useTranslation('schedules');
  const times = useTimes();
  const name = useNames();
  const rhythm = useRhythm();
  return (
    <>
      <div className="main">
        <Link to={`/schedules/${id}`}><Typography.Text strong>{title}</Typography.Text></Link> {state !== 'active' && <Tag>{t(`filter.${state}`)}</Tag>}
        <div className="quiet">{rhythm(recurrence)} · {name(ownerId)}</div>
      </div>
      <div className="rest">{nextAt === null ? <span className="quiet">{t('noNext')}</span> : t('nextAt', { at: times.at(nextAt) })}</div>
      <div className="acts">{last && <OccurrenceState occurrence={last} />}</div>
    </>
  );
}
