import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { useTask } from '../api/tasks.ts';
import { useText } from '../ui/text.ts';
import { TaskPanel } from './task-panel.tsx';

/** A task by its own address: where mails lead. */
export function Component() {
  const { t } = useTranslation('task');
  const text = useText();
  const { taskId = '' } = useParams();
  const navigate = useNavigate();
  const { data: task } = useTask(taskId);
  const title = task ? (task.subject.note ?? text(task.title)) : t('page');
  useEffect(() => {
    document.title = `${title} · ${t('product')}`;
  }, [title, t]);
  return <div style={{ maxWidth: 1100 }}><TaskPanel key={taskId} id={taskId} onDone={() => void navigate('/inbox')} onBack={() => void navigate('/inbox')} /></div>;
}
