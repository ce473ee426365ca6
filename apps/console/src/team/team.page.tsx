import { Button, Flex, Segmented, Select, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useTeams } from '../api/accounts.ts';
import { useWorkload, type PersonLoad, type Workload } from '../api/workload.ts';
import { Page } from '../ui/page.tsx';
import { Failure, Loading, Nothing } from '../ui/states.tsx';
import { useNumbers } from '../ui/numbers.ts';
import { HeatTable } from './heat-table.tsx';
import { WorkList, type OpenedWork } from './work-list.tsx';
import './team.css';

const SHOWS = ['all', 'nothing', 'breaching', 'overdue', 'away'] as const;
type Show = (typeof SHOWS)[number];
const FITS: Record<Show, (person: PersonLoad) => boolean> = {
  all: () => true,
  nothing: ({ load }) => load?.open === 0,
  breaching: ({ load }) => (load?.breaching ?? 0) > 0,
  overdue: ({ load }) => (load?.overdue ?? 0) > 0,
  away: ({ load }) => (load?.absences.length ?? 0) > 0,
};

/** What each person has on their hands over the next four weeks, from all runs. */
export function Component() {
  const { t } = useTranslation('team');
  const [search, setSearch] = useSearchParams();
  const [opened, setOpened] = useState<OpenedWork | null>(null);
  const teams = (useTeams().data ?? []).map(({ key, name }) => ({ value: key, label: name }));
  const team = search.get('team') ?? undefined;
  const show = SHOWS.find((one) => one === search.get('show')) ?? 'all';
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage } = useWorkload(team);
  const put = (key: string, value: string | undefined): void => {
    const next = new URLSearchParams(search);
    if (value === undefined || value === 'all') next.delete(key);
    else next.set(key, value);
    setSearch(next, { replace: true });
  };
  const people = data?.pages.flatMap((page) => page.items) ?? [];
  const shown = people.filter(FITS[show]);
  return (
    <Page title={t('title')} actions={<Select aria-label={t('team')} allowClear placeholder={t('everyTeam')} value={team ?? null} onChange={(key: string | undefined) => put('team', key)} options={teams} style={{ minWidth: 180 }} popupMatchSelectWidth={false} />}>
      <Flex vertical gap={12}>
        <div className="team-wide"><Segmented<Show> aria-label={t('show')} value={show} onChange={(value) => put('show', value)} options={SHOWS.map((value) => ({ value, label: t('shows', { what: t(`showing.${value}`), count: people.filter(FITS[value]).length }) }))} /></div>
        {isPending && <Loading />}
        {error && <Failure error={error} retry={() => void refetch()} />}
        {data && shown.length === 0 && <Nothing>{t(`empty.${show}`)}</Nothing>}
        {data && shown.length > 0 && <HeatTable people={shown} workload={data.pages[0]!} open={setOpened} />}
        {hasNextPage && <Button onClick={() => void fetchNextPage()} style={{ width: 'fit-content' }}>{t('more')}</Button>}
        {data && <How workload={data.pages[0]!} />}
      </Flex>
      {opened && <WorkList opened={opened} onClose={() => setOpened(null)} />}
    </Page>
  );
}

/** How the hours are counted, and what the colours repeat. */
function How({ workload }: { workload: Workload }) {
  const { t } = useTranslation('team');
  const numbers = useNumbers();
  return (
    <>
      <ul className="team-legend" aria-label={t('legend')}>
        {(['free', 'half', 'full', 'over', 'off', 'away'] as const).map((level) => <li key={level}><span className="team-swatch" data-level={level} aria-hidden />{t(`level.${level}`)}</li>)}
      </ul>
      <Typography.Text type="secondary">{t('how', { share: numbers.share(workload.share) })}</Typography.Text>
    </>
  );
}
