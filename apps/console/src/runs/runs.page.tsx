import { Button, Flex, Input, Progress, Select, Table, Typography, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useNames } from '../api/people.ts';
import { usePlaybooks } from '../api/playbooks.ts';
import { useRuns, type RunFilter, type RunListed } from '../api/runs.ts';
import { useMe } from '../app/me.ts';
import { LinkButton } from '../ui/link-button.tsx';
import { Page } from '../ui/page.tsx';
import { PersonPicker } from '../ui/person-picker.tsx';
import { Failure, Loading, Nothing } from '../ui/states.tsx';
import { useText } from '../ui/text.ts';
import { useTimes } from '../ui/time.ts';
import { HealthTag, StateTag } from './health.tsx';
import { useClockWords } from './next-clock.tsx';
import './runs.css';

const STATES = ['running', 'paused', 'completed', 'cancelled', 'lost'] as const;
const HEALTHS = ['late', 'at-risk', 'on-track'] as const;
const FIELDS = ['state', 'health', 'playbook', 'managerId', 'q'] as const;

/** All runs that the reader may see, newest first. What is looked for stands in the address, so that it can be kept and sent. */
export function Component() {
  const { t } = useTranslation('runs');
  const { role } = useMe();
  const [query, setQuery] = useSearchParams();
  const filter = Object.fromEntries(FIELDS.flatMap((field) => (query.get(field) ? [[field, query.get(field)]] : []))) as RunFilter;
  const change = (field: (typeof FIELDS)[number], value: string | null | undefined): void =>
    setQuery((now) => {
      const next = new URLSearchParams(now);
      if (value) next.set(field, value);
      else next.delete(field);
      return next;
    }, { replace: true });
  const runs = useRuns(filter);
  const rows = runs.data?.pages.flatMap((page) => page.items) ?? [];
  const mayStart = role === 'admin' || role === 'manager';
  const begin = mayStart && <LinkButton type="primary" to="/start">{t('begin')}</LinkButton>;
  return (
    <Page title={t('title')} actions={begin}>
      <Filters filter={filter} onChange={change} />
      {runs.isPending && <Loading />}
      {runs.error && <Failure error={runs.error} retry={() => void runs.refetch()} />}
      {runs.data && rows.length === 0 && <Nothing>{Object.keys(filter).length > 0 ? t('noneFound') : t(mayStart ? 'noneYet' : 'noneForYou')}</Nothing>}
      {rows.length > 0 && <RunTable rows={rows} />}
      {runs.hasNextPage && <Flex justify="center" style={{ marginTop: 12 }}><Button onClick={() => void runs.fetchNextPage()} loading={runs.isFetchingNextPage}>{t('more')}</Button></Flex>}
    </Page>
  );
}

function Filters({ filter, onChange }: { filter: RunFilter; onChange: (field: (typeof FIELDS)[number], value: string | null | undefined) => void }) {
  const { t } = useTranslation('runs');
  const text = useText();
  const playbooks = usePlaybooks().data ?? [];
  const [words, setWords] = useState(filter.q ?? '');
  return (
    <Flex gap={8} wrap role="search" aria-label={t('filters')} style={{ marginBottom: 12 }}>
      <Input.Search aria-label={t('search')} placeholder={t('search')} allowClear value={words} onChange={(event) => setWords(event.target.value)} onSearch={(value) => onChange('q', value.trim())} style={{ width: 240 }} />
      <Select aria-label={t('health.label')} placeholder={t('health.label')} allowClear value={filter.health ?? null} onChange={(value) => onChange('health', value)} options={HEALTHS.map((value) => ({ value, label: t(`health.plain.${value}`) }))} style={{ width: 140 }} />
      <Select aria-label={t('state.label')} placeholder={t('state.label')} allowClear value={filter.state ?? null} onChange={(value) => onChange('state', value)} options={STATES.map((value) => ({ value, label: t(`state.${value}`) }))} style={{ width: 130 }} />
      <Select aria-label={t('playbook')} placeholder={t('playbook')} allowClear value={filter.playbook ?? null} onChange={(value) => onChange('playbook', value)} options={playbooks.map(({ slug, title }) => ({ value: slug, label: text(title) }))} style={{ minWidth: 180 }} />
      <div style={{ width: 180 }}><PersonPicker label={t('manager')} value={filter.managerId ?? null} onChange={(value) => onChange('managerId', value)} placeholder={t('manager')} /></div>
    </Flex>
  );
}

function RunTable({ rows }: { rows: RunListed[] }) {
  const { t } = useTranslation('runs');
  const text = useText();
  const name = useNames();
  const times = useTimes();
  const words = useClockWords();
  const playbooks = usePlaybooks().data ?? [];
  const columns: TableColumnsType<RunListed> = [
    {
      title: t('run'),
      key: 'run',
      render: (_, run) => (
        <>
          <Link to={`/runs/${run.id}`}><b>{run.title}</b></Link>
          <div><Typography.Text type="secondary" style={{ fontSize: 12 }}>{text(playbooks.find(({ slug }) => slug === run.playbook.slug)?.title) || run.playbook.slug} · {t('version', { version: run.playbook.version })} · {t('startedAt', { at: times.day(run.startedAt) })}</Typography.Text></div>
        </>
      ),
    },
    { title: t('stands'), key: 'stands', render: (_, run) => (run.closedAt === null ? <Flex gap={4} wrap>{run.state === 'paused' && <StateTag state="paused" />}<HealthTag standing={run.standing} /></Flex> : <StateTag state={run.state} />) },
    {
      title: t('progress'),
      key: 'progress',
      responsive: ['md'],
      render: (_, { progress: { at, of }, stepTitle, turn, closedAt }) => (
        <div style={{ minWidth: 130 }}>
          <Progress percent={of === 0 ? 0 : Math.round((at / of) * 100)} size="small" showInfo={false} aria-label={t('steps', { at, of })} />
          <Typography.Text style={{ fontSize: 12 }}>{closedAt === null ? text(stepTitle) : ''} {t('steps', { at, of })}{turn > 1 && ` · ${t('turn', { turn })}`}</Typography.Text>
        </div>
      ),
    },
    { title: t('next'), key: 'next', responsive: ['lg'], render: (_, { standing: { next }, closedAt }) => (next && closedAt === null ? <>{words(next)}<div><Typography.Text type="secondary" style={{ fontSize: 12 }}>{times.at(next.at)}</Typography.Text></div></> : '–') },
    { title: t('open'), key: 'open', responsive: ['md'], align: 'end', render: (_, { standing }) => standing.open },
    { title: t('manager'), key: 'manager', responsive: ['md'], render: (_, { managerId }) => name(managerId) },
  ];
  return <Table<RunListed> rowKey="id" size="middle" columns={columns} dataSource={rows} pagination={false} />;
}
