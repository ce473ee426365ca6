import { ArrowLeftOutlined } from '@ant-design/icons';
import { Alert, Button, Card, Flex, Tabs, Tag, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useNames } from '../api/people.ts';
import { useTask, type Task } from '../api/tasks.ts';
import { useMe } from '../app/me.ts';
import { TASK_TITLE } from '../ui/anchors.ts';
import { DueChip } from '../ui/due-chip.tsx';
import { Failure, Loading } from '../ui/states.tsx';
import { useText } from '../ui/text.ts';
import { useTimes } from '../ui/time.ts';
import { WhyDrawer } from '../ui/why-drawer.tsx';
import { TaskAttachments } from './task-attachments.tsx';
import { TaskChecklist } from './task-checklist.tsx';
import { TaskComments } from './task-comments.tsx';
import { TaskForm } from './task-form.tsx';
import { LeftTyped } from './task-conflict.tsx';
import { TaskHistory } from './task-history.tsx';
import { TaskMore } from './task-more.tsx';
import { TaskPeople } from './task-people.tsx';
import { TaskPrevious } from './task-previous.tsx';
import './tasks.css';

interface Props {
  id: string;
  /** The task is finished or has gone to somebody else. */
  onDone: () => void;
  onBack?: () => void;
}

/** A task whole: what is asked, until when and why, its form, checklist, files and talk, what came before and what happened. */
export function TaskPanel({ id, onDone, onBack }: Props) {
  const { t } = useTranslation('task');
  const { data: task, error, isPending, refetch } = useTask(id);
  if (isPending) return <Loading />;
  if (error) return <Flex vertical gap={12}><Failure error={error} retry={() => void refetch()} /><LeftTyped taskId={id} form={task?.form ?? null} /></Flex>;
  const work = (
    <Flex vertical gap={16}>
      {task.checklist.length > 0 && <TaskChecklist task={task} />}
      <TaskForm key={task.delegation?.handedBack?.documentId ?? 'own'} task={task} onDone={onDone} />
      <TaskAttachments task={task} />
      <TaskComments task={task} />
    </Flex>
  );
  const tabs = [
    { key: 'work', label: t('tab.work'), children: work },
    { key: 'previous', label: t('tab.previous'), children: <TaskPrevious taskId={id} /> },
    { key: 'history', label: t('tab.history'), children: <TaskHistory taskId={id} /> },
  ];
  return (
    <Flex vertical gap={12}>
      <TaskHead task={task} onDone={onDone} {...(onBack ? { onBack } : {})} />
      <Standing task={task} />
      <Tabs size="small" items={tabs} destroyOnHidden={false} />
    </Flex>
  );
}

function TaskHead({ task, onDone, onBack }: { task: Task; onDone: () => void; onBack?: () => void }) {
  const { t } = useTranslation('task');
  const text = useText();
  const [why, setWhy] = useState(false);
  const title = task.subject.note ?? text(task.title);
  return (
    <Card size="small">
      <Flex justify="space-between" gap={12} wrap>
        <div style={{ flex: '1 1 260px', minWidth: 0 }}>
          {onBack && <Button type="text" size="small" icon={<ArrowLeftOutlined />} onClick={onBack}>{t('back')}</Button>}
          <Typography.Title level={2} id={TASK_TITLE} tabIndex={-1} className="task-title" style={{ fontSize: 20, margin: 0 }}>{title}{task.pieceTitle && ` · ${task.pieceTitle}`}</Typography.Title>
          <Link to={`/runs/${task.runId}`}>{task.runTitle}</Link> <Typography.Text type="secondary">{text(task.stepTitle)}</Typography.Text>
        </div>
        <Flex gap={8} align="start" wrap>
          <DueChip task={task} />
          {task.clock !== null && <Button size="small" onClick={() => setWhy(true)}>{t('why')}</Button>}
          <TaskMore task={task} onDone={onDone} />
        </Flex>
      </Flex>
      <Typography.Paragraph style={{ margin: '8px 0 0' }}>{text(task.description)}</Typography.Paragraph>
      {task.subject.check && <Tag color="geekblue" style={{ marginTop: 8 }}>{t(`check.${task.subject.check}`)}</Tag>}
      <TaskPeople task={task} />
      {task.subject.defects?.map((defect) => <Alert key={defect.code + defect.note} type="warning" title={`${defect.code}: ${defect.note}`} style={{ marginTop: 8 }} />)}
      {why && <WhyDrawer taskId={task.id} onClose={() => setWhy(false)} />}
    </Card>
  );
}

/** Who closed it and when, for whoever comes too late; whom it waits for; that its clock stands. */
function Standing({ task }: { task: Task }) {
  const { t } = useTranslation('task');
  const name = useNames();
  const times = useTimes();
  const me = useMe();
  if (task.closedAt !== null) {
    const by = task.closedBy === me.id ? t('you') : name(task.closedBy);
    return <Alert type="info" showIcon title={t(`closed.${task.state}`, { name: by, at: times.at(task.closedAt) })} description={task.reason} />;
  }
  if (task.paused) return <Alert type="warning" showIcon title={t('pausedNote')} />;
  if (task.part === 'wait' && task.turnOf.length > 0) return <Alert type="info" showIcon title={t('waitsFor', { names: task.turnOf.map(name).join(', ') })} />;
  return null;
}
