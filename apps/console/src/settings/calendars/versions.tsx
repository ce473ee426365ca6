import { Alert, Flex, Table, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarLayer } from '#contracts/api/calendar-layer';
import { differenceOf } from '#domain/calendar/difference';
import type { Calendar } from '#domain/calendar/layers';
import { useCalendarVersions } from '../../api/calendars.ts';
import { useNames } from '../../api/people.ts';
import { Failure, Loading, Nothing } from '../../ui/states.tsx';
import { useTimes } from '../../ui/time.ts';
import { DayChanges } from './impact.tsx';

/** Versions of a layer, who made each and why; two of them side by side, by what the days of the year come to. */
export function Versions({ id, calendar, year }: { id: string; calendar: Calendar; year: number }) {
  const { t } = useTranslation('calendars');
  const name = useNames();
  const times = useTimes();
  const { data: versions, error, isPending } = useCalendarVersions(id);
  const [picked, setPicked] = useState<number[]>([]);
  if (isPending) return <Loading />;
  if (error) return <Failure error={error} />;
  if (versions.length === 0) return <Nothing>{t('noVersions')}</Nothing>;
  const [older, newer] = [...picked].sort((a, b) => a - b).map((version) => versions.find((one) => one.version === version)?.layer as CalendarLayer | undefined);
  return (
    <Flex vertical gap={16}>
      <Typography.Text type="secondary">{t('pickTwo')}</Typography.Text>
      <Table
        size="small"
        rowKey="version"
        dataSource={versions}
        pagination={versions.length > 20 ? { pageSize: 20, showSizeChanger: false } : false}
        scroll={{ x: 520 }}
        rowSelection={{ selectedRowKeys: picked, hideSelectAll: true, onChange: (keys) => setPicked(keys.slice(-2).map(Number)), getCheckboxProps: ({ version }) => ({ 'aria-label': t('version', { version }) }) }}
        columns={[
          { title: t('versionHead'), key: 'version', width: 90, render: (_, { version }) => t('version', { version }) },
          { title: t('changedAt'), key: 'at', render: (_, { changedAt }) => (changedAt > 0 ? times.at(changedAt) : t('sinceSetUp')) },
          { title: t('changedBy'), key: 'by', render: (_, { changedBy }) => name(changedBy) },
          { title: t('why'), dataIndex: 'reason' },
        ]}
      />
      {older && newer && <Compared calendar={calendar} id={id} older={older} newer={newer} year={year} />}
    </Flex>
  );
}

function Compared({ calendar, id, older, newer, year }: { calendar: Calendar; id: string; older: CalendarLayer; newer: CalendarLayer; year: number }) {
  const { t } = useTranslation('calendars');
  const as = (data: CalendarLayer): Calendar => ({ id: calendar.id, layers: calendar.layers.map((layer) => (layer.id === id ? { ...layer, data } : layer)) });
  const days = differenceOf(as(older), as(newer), `${year}-01-01`, `${year}-12-31`);
  const rules = (['timeZone', 'hours', 'weekdays', 'weekdayHours', 'periods', 'inheritDays', 'officialYears'] as const).filter((rule) => JSON.stringify(older[rule]) !== JSON.stringify(newer[rule]));
  return (
    <Flex vertical gap={8}>
      <Typography.Title level={3} style={{ fontSize: 16, margin: 0 }}>{t('compared', { count: days.length, year })}</Typography.Title>
      {rules.map((rule) => <Alert key={rule} type="info" title={t(`rule.${rule}`)} description={<><del>{JSON.stringify(older[rule])}</del> → <ins>{JSON.stringify(newer[rule])}</ins></>} />)}
      <DayChanges days={days} />
    </Flex>
  );
}
