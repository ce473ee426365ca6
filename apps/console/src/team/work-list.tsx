import { Button, Drawer, Flex, Form, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useWorkloadTasks, type WorkloadFilter, type WorkloadTask } from '../api/workload.ts';
import { useMe } from '../app/me.ts';
import { ActDialog } from '../ui/act-dialog.tsx';
import { DueChip } from '../ui/due-chip.tsx';
import { useNumbers } from '../ui/numbers.ts';
import { PersonPicker } from '../ui/person-picker.tsx';
import { Failure, Loading, Nothing } from '../ui/states.tsx';
import { useText } from '../ui/text.ts';

/** Whose list is open: one day's, or one of the counts. */
export type OpenedWork = Pick<WorkloadFilter, 'personId' | 'date' | 'group'> & { name: string };

/** The tasks behind a cell; each can be given to somebody else right here. */
export function WorkList({ opened, onClose }: { opened: OpenedWork; onClose: () => void }) {
  const { t } = useTranslation('team');
  const { name, ...filter } = opened;
  const [moving, setMoving] = useState<WorkloadTask | null>(null);
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage } = useWorkloadTasks(filter);
  const tasks = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Drawer open onClose={onClose} title={`${name} · ${opened.date ?? t(`group.${opened.group ?? 'open'}`)}`} size={520}>
      {isPending && <Loading />}
      {error && <Failure error={error} retry={() => void refetch()} />}
      {data && tasks.length === 0 && <Nothing>{t('emptyList')}</Nothing>}
      <ul className="team-list">{tasks.map((task) => <li key={task.id}><Task task={task} move={() => setMoving(task)} /></li>)}</ul>
      {hasNextPage && <Button onClick={() => void fetchNextPage()}>{t('more')}</Button>}
      {moving && <Handing task={moving} from={opened.personId} onClose={() => setMoving(null)} />}
    </Drawer>
  );
}

function Task({ task, move }: { task: WorkloadTask; move: () => void }) {
  const { t } = useTranslation('team');
  const text = useText();
  const numbers = useNumbers();
  const { role } = useMe();
  return (
    <>
      <Flex justify="space-between" gap={8}>
        <Link to={`/tasks/${task.id}`}>{text(task.title)}</Link>
        <DueChip task={task} />
      </Flex>
      <Typography.Text type="secondary" style={{ fontSize: 12 }}>{[task.runTitle, task.ms !== null && t('onDay', { hours: numbers.hours(task.ms) }), task.assignee === null && t('toClaim')].filter(Boolean).join(' · ')}</Typography.Text>
      {role !== 'viewer' && <div><Button size="small" onClick={move} aria-label={t('moveOne', { title: text(task.title) })} style={{ marginTop: 4 }}>{t('move')}</Button></div>}
    </>
  );
}

function Handing({ task, from, onClose }: { task: WorkloadTask; from: string; onClose: () => void }) {
  const { t } = useTranslation('team');
  const [to, setTo] = useState<string | null>(null);
  return (
    <ActDialog title={t('move')} noun="tasks" id={task.id} verb="transfer" args={to && to !== from ? { to, version: task.version } : null} onClose={onClose}>
      <Form.Item label={t('to')} required><PersonPicker value={to} onChange={setTo} label={t('to')} /></Form.Item>
    </ActDialog>
  );
}
