import { Alert, Card, Descriptions, Flex, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useNames } from '../api/people.ts';
import { usePlaybooks } from '../api/playbooks.ts';
import { useSchedule, useScheduleDates, useScheduleHistory, type Schedule } from '../api/schedules.ts';
import { Page } from '../ui/page.tsx';
import { MoreRows, Rows } from '../ui/rows.tsx';
import { Failure, Loading, Nothing } from '../ui/states.tsx';
import { useText } from '../ui/text.ts';
import { useTimes } from '../ui/time.ts';
import { NextDates } from './next-dates.tsx';
import { OccurrenceState } from './occurrence-state.tsx';
import { useRhythm } from './rhythm.ts';
import { ScheduleActs } from './schedule-acts.tsx';

/** One schedule: what it starts, its next dates, and what became of the earlier ones. */
export function Component() {
  const { t } = useTranslation('schedules');
  const { scheduleId = '' } = useParams();
  const { data, error, isPending, refetch } = useSchedule(scheduleId);
  const dates = useScheduleDates(scheduleId);
  if (isPending) return <Loading />;
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  return (
    <Page title={data.title} below={<Link to="/schedules">{t('back')}</Link>} actions={<ScheduleActs schedule={data} />}>
      <Flex vertical gap={16}>
        {data.state !== 'active' && <Alert type="warning" showIcon title={t(`stands.${data.state}`)} description={data.reason} />}
        <Facts schedule={data} />
        {data.state !== 'deleted' && <Card title={<h2 style={{ fontSize: 16, margin: 0 }}>{t(data.state === 'paused' ? 'nextIfResumed' : 'next')}</h2>}><NextDates dates={dates} /></Card>}
        <Card title={<h2 style={{ fontSize: 16, margin: 0 }}>{t('history')}</h2>}><History id={scheduleId} /></Card>
      </Flex>
    </Page>
  );
}

function Facts({ schedule: { playbook, recurrence, overlap, catchUp, ownerId } }: { schedule: Schedule }) {
  const { t } = useTranslation('schedules');
  const name = useNames();
  const text = useText();
  const rhythm = useRhythm();
  const playbooks = usePlaybooks();
  const title = playbooks.data?.find(({ slug }) => slug === playbook.slug)?.title;
  const items = [
    ['playbook', title ? text(title) : playbook.slug], ['rhythm', rhythm(recurrence)], ['overlap', t(`overlap.${overlap}`)], ['catchUp', t(`catchUp.${catchUp.policy}`)], ['owner', name(ownerId)],
  ] as const;
  return <Card><Descriptions column={{ xs: 1, md: 2 }} items={items.map(([key, children]) => ({ key, label: t(`field.${key}`), children }))} /></Card>;
}

function History({ id }: { id: string }) {
  const { t } = useTranslation('schedules');
  const times = useTimes();
  const text = useText();
  const history = useScheduleHistory(id);
  const lines = history.data?.pages.flatMap(({ items }) => items) ?? [];
  if (history.error) return <Failure error={history.error} retry={() => void history.refetch()} />;
  if (history.isPending) return <Loading />;
  if (lines.length === 0) return <Nothing>{t('noHistory')}</Nothing>;
  return (
    <>
      <Rows label={t('history')} items={lines} keyOf={({ at, byHand }) => `${at}${String(byHand)}`}>
        {(one) => (
          <>
            <div className="main">{times.at(one.at)} {one.byHand && <Tag>{t('byHand')}</Tag>}{one.reason && <div className="quiet">{text(one.reason)}</div>}</div>
            <div className="acts"><OccurrenceState occurrence={one} /></div>
          </>
        )}
      </Rows>
      <MoreRows query={history} />
    </>
  );
}
