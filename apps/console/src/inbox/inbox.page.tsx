import { Empty, Flex, Grid, Segmented } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { useTasks, type TaskCard, type TaskFilter } from '../api/tasks.ts';
import { Page } from '../ui/page.tsx';
import { Failure, Loading, Nothing } from '../ui/states.tsx';
import { useInboxKeys } from './inbox-keys.ts';
import { TaskList } from './task-list.tsx';

/** Forms weigh more than the whole list: they come when the first task is opened. */
const TaskPanel = lazy(() => import('../tasks/task-panel.tsx').then((module) => ({ default: module.TaskPanel })));

const FILTERS = {
  mine: { scope: 'mine' },
  team: { scope: 'team' },
  later: { scope: 'mine', snoozed: 'only' },
  done: { scope: 'mine', state: 'closed' },
} as const satisfies Record<string, TaskFilter>;
type FilterName = keyof typeof FILTERS;

/** Work that waits for the reader, nearest to its breach first, with the task beside the list. */
export function Component() {
  const { t } = useTranslation('inbox');
  const [filter, setFilter] = useState<FilterName>('mine');
  const { taskId } = useParams();
  const navigate = useNavigate();
  const wide = Grid.useBreakpoint().lg ?? true;
  const tasks = useTasks(FILTERS[filter]);
  const cards = tasks.data?.pages.flatMap((page) => page.items) ?? [];
  const open = (task: TaskCard | undefined): void => void navigate(task ? `/inbox/${task.id}` : '/inbox');
  const selected = cards.findIndex((card) => card.id === taskId);
  useInboxKeys({ cards, selected, open });
  /** What follows the finished task in the list opens by itself. */
  const openNext = (): void => open(cards[selected + 1] ?? cards[selected - 1]);
  const list = (
    <Flex vertical gap={12} style={{ minWidth: 0, flex: wide ? '0 0 380px' : 1 }}>
      <Segmented<FilterName> block value={filter} onChange={setFilter} options={(Object.keys(FILTERS) as FilterName[]).map((name) => ({ value: name, label: t(`filter.${name}`) }))} aria-label={t('filters')} />
      {tasks.isPending && <Loading />}
      {tasks.error && <Failure error={tasks.error} retry={() => void tasks.refetch()} />}
      {tasks.data && cards.length === 0 && <Nothing>{t(`empty.${filter}`)}</Nothing>}
      {cards.length > 0 && <TaskList cards={cards} selected={taskId ?? null} onSelect={open} onEnd={() => void (tasks.hasNextPage && tasks.fetchNextPage())} />}
    </Flex>
  );
  if (!wide && taskId) return <Suspense fallback={<Loading />}><TaskPanel key={taskId} id={taskId} onDone={openNext} onBack={() => open(undefined)} /></Suspense>;
  return (
    <Page title={t('title')}>
      <Flex gap={20} align="stretch">
        {list}
        {wide && <section style={{ flex: 1, minWidth: 0 }} aria-label={t('task')}>{taskId ? <Suspense fallback={<Loading />}><TaskPanel key={taskId} id={taskId} onDone={openNext} /></Suspense> : <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('pick')} style={{ marginTop: 96 }} />}</section>}
      </Flex>
    </Page>
  );
}
