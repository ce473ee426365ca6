import { Card, Flex, Input, Table, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ORG_CALENDAR, personCalendar, teamCalendar } from '#contracts/calendar';
import { addressOf, useCalendars, useTeams } from '../../api/calendars.ts';
import { usePeople } from '../../api/people.ts';
import { Page } from '../../ui/page.tsx';
import { Failure, Loading } from '../../ui/states.tsx';
import { useTimes } from '../../ui/time.ts';
import { useCalendarName } from './access.ts';
import { Ask } from './ask.tsx';

interface Row {
  id: string;
  kind: 'org' | 'team' | 'person';
  name: string;
  under: string;
}
const PAGE = 20;

/** Calendars by whom they are for: the organisation's, over it those of teams, over these those of people. */
export function Component() {
  const { t } = useTranslation('calendars');
  const times = useTimes();
  const calendarName = useCalendarName();
  const people = usePeople();
  const teams = useTeams().data ?? [];
  const { data: cards, error, isPending, refetch } = useCalendars();
  const [wanted, setWanted] = useState('');
  const stated = new Map(cards?.map((card) => [card.id, card]));
  const teamsOf = (person: string): string => teams.filter(({ members }) => members.some(({ id }) => id === person)).map(({ name }) => name).join(', ');
  const rows: Row[] = [
    { id: ORG_CALENDAR, kind: 'org', name: calendarName(ORG_CALENDAR), under: '' },
    ...teams.map(({ key }): Row => ({ id: teamCalendar(key), kind: 'team', name: calendarName(teamCalendar(key)), under: t('org') })),
    ...people.map(({ id, name }): Row => ({ id: personCalendar(id), kind: 'person', name, under: teamsOf(id) || t('org') })),
  ];
  const shown = rows.filter(({ name, under }) => `${name} ${under}`.toLowerCase().includes(wanted.toLowerCase()));
  return (
    <Page title={t('title')} below={t('intro')}>
      <Flex vertical gap={16}>
        <Ask calendar={ORG_CALENDAR} />
        <Card size="small" title={t('layers')} extra={<Input.Search allowClear placeholder={t('search')} aria-label={t('search')} onChange={(event) => setWanted(event.target.value)} />}>
          {isPending && <Loading />}
          {error && <Failure error={error} retry={() => void refetch()} />}
          {cards && (
            <Table<Row>
              size="small"
              rowKey="id"
              dataSource={shown}
              pagination={shown.length > PAGE ? { pageSize: PAGE, showSizeChanger: false } : false}
              scroll={{ x: 560 }}
              columns={[
                { title: t('calendar'), key: 'name', render: (_, { id, name }) => <Link to={`/settings/calendars/${addressOf(id)}`}>{name}</Link> },
                { title: t('kindHead'), key: 'kind', width: 120, render: (_, { kind }) => t(`kindOf.${kind}`) },
                { title: t('standsOn'), dataIndex: 'under' },
                { title: t('stated'), key: 'stated', render: (_, { id }) => { const card = stated.get(id); return card ? <><Tag color="blue">{t('version', { version: card.version })}</Tag>{card.changedAt > 0 && times.day(card.changedAt)}</> : t('asUnder'); } },
              ]}
            />
          )}
        </Card>
      </Flex>
    </Page>
  );
}
