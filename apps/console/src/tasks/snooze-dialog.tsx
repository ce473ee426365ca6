import { Form, Modal, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSnooze } from '../api/snooze.ts';
import type { Task } from '../api/tasks.ts';
import { DuePicker, type Due } from '../ui/due-picker.tsx';
import { Failure } from '../ui/states.tsx';

/** Puts a task aside until later: only for oneself, and its clock goes on. */
export function SnoozeDialog({ task, onClose }: { task: Task; onClose: (done: boolean) => void }) {
  const { t } = useTranslation('task');
  const [due, setDue] = useState<Due | null>(null);
  const snooze = useSnooze(task.id);
  const send = (): void => snooze.mutate('dueAt' in due! ? { until: due.dueAt } : { for: due!.due }, { onSuccess: () => onClose(true) });
  return (
    <Modal open title={t('verb.snooze')} okText={t('verb.snooze')} okButtonProps={{ disabled: due === null, loading: snooze.isPending }} onOk={send} onCancel={() => onClose(false)}>
      <Form layout="vertical"><Form.Item label={t('until')} required><DuePicker value={due} onChange={setDue} label={t('until')} /></Form.Item></Form>
      <Typography.Text type="secondary">{t('snoozeNote')}</Typography.Text>
      {snooze.error && <Failure error={snooze.error} />}
    </Modal>
  );
}
