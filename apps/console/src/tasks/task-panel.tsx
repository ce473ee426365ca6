import { ArrowLeftOutlined } from '@ant-design/icons';
import { Alert, Button, Card, Flex, Tag, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNames } from '../api/people.ts';
import { useTask, type Task } from '../api/tasks.ts';
import { useMe } from '../app/me.ts';
import { DueChip } from '../ui/due-chip.tsx';
import { Failure, Loading } from '../ui/states.tsx';
import { useText } from '../ui/text.ts';
import { useTimes } from '../ui/time.ts';
import { WhyDrawer } from '../ui/why-drawer.tsx';
import { TaskChecklist } from './task-checklist.tsx';
import { TaskComments } from './task-comments.tsx';
import { TaskForm } from './task-form.tsx';
import { TaskMore } from './task-more.tsx';

interface Props {
  id: string;
  /** The task is finished or has gone to somebody else. */
  onDone: () => void;
  onBack?: () => void;
}

/** A task whole: what is asked, until when and why, its form, checklist and talk. */
export function TaskPanel({ id, onDone, onBack }: Props) {
  const { data: task, error, isPending, refetch } = useTask(id);
  if (isPending) return <Loading />;
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  return (
    <Flex vertical gap={16}>
      <TaskHead task={task} onDone={onDone} {...(onBack ? { onBack } : {})} />
      <Closed task={task} />
      {task.checklist.length > 0 && <TaskChecklist task={task} />}
      <TaskForm task={task} onDone={onDone} />
      <TaskComments task={task} />
    </Flex>
  );
}

function TaskHead({ task, onDone, onBack }: { task: Task; onDone: () => void; onBack?: () => void }) {
  const { t } = useTranslation('task');
  const text = useText();
  const name = useNames();
  const [why, setWhy] = useState(false);
  return (
    <Card size="small">
      <Flex justify="space-between" gap={12} wrap>
        <div>
          {onBack && <Button type="text" icon={<ArrowLeftOutlined />} onClick={onBack} aria-label={t('back')} />}
          <Typography.Title level={2} style={{ fontSize: 20, margin: 0 }}>{task.subject.note ?? text(task.title)}</Typography.Title>
          <Typography.Text type="secondary">{task.runTitle}</Typography.Text>
        </div>
        <Flex gap={8} align="start" wrap>
          <DueChip task={task} />
          {task.dueAt !== null && <Button size="small" onClick={() => setWhy(true)}>{t('why')}</Button>}
          <TaskMore task={task} onDone={onDone} />
        </Flex>
      </Flex>
      <Typography.Paragraph style={{ margin: '8px 0' }}>{text(task.description)}</Typography.Paragraph>
      <Typography.Text type="secondary">{task.assignee ? t('with', { name: name(task.assignee) }) : t('toClaim', { names: task.candidates.map(name).join(', ') })}</Typography.Text>
      {task.cover && <Tag color="purple" style={{ marginInlineStart: 8 }}>{t('actingFor', { name: name(task.cover.for) })}</Tag>}
      {task.subject.defects?.map((defect) => <Alert key={defect.code + defect.note} type="warning" title={`${defect.code}: ${defect.note}`} style={{ marginTop: 8 }} />)}
      {why && <WhyDrawer taskId={task.id} onClose={() => setWhy(false)} />}
    </Card>
  );
}

/** Who closed it and when, for whoever comes too late. */
function Closed({ task }: { task: Task }) {
  const { t } = useTranslation('task');
  const name = useNames();
  const times = useTimes();
  const me = useMe();
  if (task.closedAt === null) return null;
  const by = task.closedBy === me.id ? t('you') : name(task.closedBy);
  return <Alert type="info" showIcon title={t(`closed.${task.state}`, { name: by, at: times.at(task.closedAt) })} description={task.reason} />;
}
