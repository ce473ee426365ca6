import { QuestionCircleOutlined } from '@ant-design/icons';
import { Button, Empty, Grid } from 'antd';
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { useInbox, useInboxCounts, type InboxFilter } from '../api/inbox.ts';
import type { TaskCard } from '../api/tasks.ts';
import { COMPLETE_BUTTON, TASK_TITLE } from '../ui/anchors.ts';
import { useKeys } from '../ui/keys.ts';
import { Page } from '../ui/page.tsx';
import { Failure, Loading, Nothing } from '../ui/states.tsx';
import { filterOf, isNarrow, paramsOf } from './filter.ts';
import { InboxBar } from './inbox-bar.tsx';
import { InboxNav } from './inbox-nav.tsx';
import { nextAfter, stepFrom, type Spot } from './next.ts';
import { TaskList } from './task-list.tsx';
import './inbox.css';

/** What is not there at the first sight comes when it is asked for: the first load has a limit. */
const BulkBar = lazy(() => import('./bulk-bar.tsx').then((module) => ({ default: module.BulkBar })));
const KeysDialog = lazy(() => import('./keys-dialog.tsx').then((module) => ({ default: module.KeysDialog })));
/** Forms weigh more than the whole list: they come when the first task is opened. */
const NewTaskButton = lazy(() => import('../tasks/new-task-button.tsx').then((module) => ({ default: module.NewTaskButton })));
const TaskPanel = lazy(() => import('../tasks/task-panel.tsx').then((module) => ({ default: module.TaskPanel })));

/** Work in heaps, nearest to its breach first, with the task beside the list: three panes where there is room, one at a time on a phone. */
export function Component() {
  const { t } = useTranslation('inbox');
  const { taskId } = useParams();
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const filter = useMemo(() => filterOf(params), [params]);
  const screens = Grid.useBreakpoint();
  const [wide, widest] = [screens.lg ?? true, screens.xl ?? true];
  const list = useInbox(filter);
  const cards = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const ids = useMemo(() => cards.map(({ id }) => id), [cards]);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [help, setHelp] = useState(false);
  const go = useCallback((id: string | null) => void navigate(`/inbox${id ? `/${id}` : ''}${paramsOf(filter)}`), [navigate, filter]);
  const narrow = useCallback((next: InboxFilter) => void navigate(`/inbox${taskId ? `/${taskId}` : ''}${paramsOf(next)}`, { replace: true }), [navigate, taskId]);
  const tick = useCallback((id: string) => setTicked((before) => toggled(before, id)), []);
  useEffect(() => setTicked(new Set()), [filter.view]);
  const spot = useLastSpot(ids, taskId);
  /** What follows the finished task in the list opens by itself. */
  const openNext = useCallback(() => go(spot.current ? nextAfter(ids, spot.current) : null), [go, ids, spot]);
  // Where the keys are: two quick presses go two tasks on, though the page has not been drawn in between.
  const at = useRef<string | null>(null);
  useEffect(() => void (at.current = taskId ?? null), [taskId]);
  const step = useCallback((by: 1 | -1) => go((at.current = stepFrom(ids, at.current, by))), [go, ids]);
  useKeys(useMemo(() => ({
    j: () => step(1),
    k: () => step(-1),
    Enter: () => (taskId ? document.getElementById(TASK_TITLE)?.focus() : go(ids[0] ?? null)),
    c: () => document.getElementById(COMPLETE_BUTTON)?.click(),
    x: () => taskId && tick(taskId),
    '?': () => setHelp(true),
  }), [ids, taskId, go, step, tick]));
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const onEnd = useCallback(() => void (hasNextPage && !isFetchingNextPage && fetchNextPage()), [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const chosen = cards.filter(({ id }) => ticked.has(id));
  const panel = taskId && <Suspense fallback={<Loading />}><TaskPanel key={taskId} id={taskId} onDone={openNext} {...(wide ? {} : { onBack: () => go(null) })} /></Suspense>;
  if (!wide && taskId) return <>{panel}{help && <Suspense fallback={null}><KeysDialog onClose={() => setHelp(false)} /></Suspense>}</>;
  return (
    <Page title={t('title')} actions={<><Suspense><NewTaskButton /></Suspense><Button type="text" icon={<QuestionCircleOutlined />} onClick={() => setHelp(true)}>{t('keys.title')}</Button></>}>
      {!widest && <InboxNav filter={filter} beside={false} />}
      <div className={wide ? 'inbox inbox-wide' : 'inbox'}>
        {widest && <InboxNav filter={filter} beside />}
        <section className="inbox-list" aria-label={t('list')}>
          <InboxBar filter={filter} onChange={narrow} runTitle={cards[0]?.runTitle} />
          {chosen.length > 0 && <Suspense fallback={null}><BulkBar cards={chosen} total={cards.length} onAll={() => setTicked(new Set(ids))} onNone={() => setTicked(new Set())} /></Suspense>}
          {list.isPending && <Loading />}
          {list.error && <Failure error={list.error} retry={() => void list.refetch()} />}
          {list.data && cards.length === 0 && <Nothing><NothingHere filter={filter} /></Nothing>}
          {cards.length > 0 && <TaskList cards={cards} selected={taskId ?? null} onSelect={({ id }: TaskCard) => go(id)} ticked={ticked} onTick={tick} onEnd={onEnd} />}
        </section>
        {wide && <section className="inbox-task" aria-label={t('task')}>{panel ?? <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('pick')} style={{ marginTop: 96 }} />}</section>}
      </div>
      {help && <Suspense fallback={null}><KeysDialog onClose={() => setHelp(false)} /></Suspense>}
    </Page>
  );
}

/** Where the open task stood in the list when it was last in it. */
function useLastSpot(ids: readonly string[], taskId: string | undefined): { readonly current: Spot | null } {
  const spot = useRef<Spot | null>(null);
  useEffect(() => {
    const index = taskId ? ids.indexOf(taskId) : -1;
    if (taskId && index >= 0) spot.current = { id: taskId, index };
    else if (taskId !== spot.current?.id) spot.current = taskId ? { id: taskId, index: 0 } : null;
  }, [ids, taskId]);
  return spot;
}

function toggled(before: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const after = new Set(before);
  if (!after.delete(id)) after.add(id);
  return after;
}

/** Why the heap is empty, and where there is something. */
function NothingHere({ filter }: { filter: InboxFilter }) {
  const { t } = useTranslation('inbox');
  const counts = useInboxCounts();
  const { view = 'mine' } = filter;
  if (isNarrow(filter)) return <>{t('empty.narrow')} <Link to={`/inbox${paramsOf({ view })}`}>{t('empty.widen')}</Link></>;
  const claimable = counts?.claim.count ?? 0;
  return <>{t(`empty.${view}`)} {view === 'mine' && claimable > 0 && <Link to="/inbox?view=claim">{t('empty.toClaim', { count: claimable })}</Link>}</>;
}
