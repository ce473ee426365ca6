import { useNavigate, useParams } from 'react-router';
import { TaskPanel } from './task-panel.tsx';

/** A task by its own address: where mails lead. */
export function Component() {
  const { taskId = '' } = useParams();
  const navigate = useNavigate();
  return <TaskPanel key={taskId} id={taskId} onDone={() => void navigate('/inbox')} onBack={() => void navigate('/inbox')} />;
}
