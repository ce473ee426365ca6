import { Button, Flex, List, Progress, Tag, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { useJob, useJobItems, useStopJob, type JobItem } from '../api/jobs.ts';
import { Failure, Loading } from './states.tsx';

const STATES = ['done', 'waiting', 'stale', 'refused', 'conflict', 'gone'] as const;
const COLOURS: Record<string, string> = { done: 'green', waiting: 'blue', stale: 'gold', refused: 'red', conflict: 'red', gone: 'default' };
const OPEN = ['waiting', 'stale'];

/** Work across runs as it goes on: how far it is, and what came of each run. */
export function JobProgress({ id }: { id: string }) {
  const { t } = useTranslation('job');
  const { data: job, error, refetch } = useJob(id);
  const stop = useStopJob(id);
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  if (!job) return <Loading />;
  const counts = job.items as Partial<Record<string, number>>;
  const total = STATES.reduce((sum, state) => sum + (counts[state] ?? 0), 0);
  const settled = total - OPEN.reduce((sum, state) => sum + (counts[state] ?? 0), 0);
  const open = job.closedAt === null;
  return (
    <Flex vertical gap={12} role="status" aria-label={t('title')} data-job={open && settled < total ? 'open' : 'settled'}>
      <Progress percent={total === 0 ? (open ? 0 : 100) : Math.round((settled / total) * 100)} status={open && settled < total ? 'active' : 'normal'} aria-label={t('title')} />
      <Flex justify="space-between" align="center" gap={8} wrap>
        <Typography.Text>{t(open && settled < total ? 'going' : 'settled', { settled, total })}</Typography.Text>
        <Flex gap={4} wrap>
          {STATES.filter((state) => counts[state]).map((state) => <Tag key={state} color={COLOURS[state]!}>{t(`state.${state}`)} {counts[state]}</Tag>)}
          {open && settled < total && <Button size="small" loading={stop.isPending} onClick={() => stop.mutate()}>{t('stop')}</Button>}
        </Flex>
      </Flex>
      {job.outcome === 'cancelled' && <Typography.Text type="warning">{t('stopped')}</Typography.Text>}
      {stop.error && <Failure error={stop.error} />}
      <Items id={id} open={open} />
    </Flex>
  );
}

function Items({ id, open }: { id: string; open: boolean }) {
  const { t } = useTranslation('job');
  const { data: pages, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useJobItems(id, open);
  if (error) return <Failure error={error} />;
  const items = pages?.pages.flatMap((page) => page.items) ?? [];
  if (items.length === 0) return <Typography.Text type="secondary">{t(open ? 'listing' : 'none')}</Typography.Text>;
  return (
    <>
      <List size="small" bordered dataSource={items} rowKey="key" renderItem={(item) => <Item item={item} />} />
      {hasNextPage && <Button onClick={() => void fetchNextPage()} loading={isFetchingNextPage}>{t('more')}</Button>}
    </>
  );
}

function Item({ item }: { item: JobItem }) {
  const { t } = useTranslation('job');
  const refusal = item.refusal as { message?: string; detail?: string; rule?: string } | null;
  return (
    <List.Item extra={<Tag color={COLOURS[item.state]!}>{t(`state.${item.state}`)}</Tag>}>
      <div>
        <div>{item.runTitle ?? item.runId}</div>
        {refusal && <Typography.Text type="secondary">{refusal.detail ?? refusal.message ?? refusal.rule}</Typography.Text>}
        {item.attempt > 1 && <Typography.Text type="secondary"> · {t('attempt', { count: item.attempt })}</Typography.Text>}
      </div>
    </List.Item>
  );
}
