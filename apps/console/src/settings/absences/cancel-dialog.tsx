import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAbsenceTasks, useCancelAbsence, type Absence } from '../../api/absences.ts';
import { useNames } from '../../api/people.ts';
import { Failure, Loading } from '../../ui/states.tsx';
import { CoverTasks } from './cover-tasks.tsx';

/** Ends an absence before its time: shows what goes back. */
export function CancelDialog({ absence, onClose }: { absence: Absence; onClose: () => void }) {
  const { t } = useTranslation('absences');
  const name = useNames();
  const tasks = useAbsenceTasks(absence.id);
  const cancel = useCancelAbsence(absence.id);
  const word = t(absence.state === 'away' ? 'back' : 'cancel');
  return (
    <Modal open title={t('cancelAsk', { name: name(absence.personId) })} okText={word} okButtonProps={{ danger: true, loading: cancel.isPending }} onOk={() => cancel.mutate(absence.version, { onSuccess: onClose })} onCancel={onClose}>
      <p>{t('cancelWhat')}</p>
      {tasks.isPending && <Loading />}
      {tasks.data && <CoverTasks tasks={tasks.data} total={tasks.data.length} />}
      {(tasks.error ?? cancel.error) && <Failure error={tasks.error ?? cancel.error} />}
    </Modal>
  );
}
