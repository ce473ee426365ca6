import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Task } from '../api/tasks.ts';
import { COMPLETE_BUTTON } from '../ui/anchors.ts';
import { ActDialog } from '../ui/act-dialog.tsx';

/** Approve or reject what was handed in; a rejection says why. */
export function SignButtons({ task, onDone }: { task: Task; onDone: () => void }) {
  const { t } = useTranslation('task');
  const [decision, setDecision] = useState<'approved' | 'rejected'>();
  const [comment, setComment] = useState('');
  const needed = decision === 'rejected';
  const args = decision && (!needed || comment.trim() !== '') ? { decision, version: task.version, ...(comment.trim() === '' ? {} : { comment }) } : null;
  return (
    <>
      <Button id={COMPLETE_BUTTON} type="primary" onClick={() => setDecision('approved')}>{t('sign.approve')}</Button>
      <Button danger onClick={() => setDecision('rejected')}>{t('sign.reject')}</Button>
      {decision && (
        <ActDialog title={t(`sign.${decision === 'approved' ? 'approve' : 'reject'}`)} noun="tasks" id={task.id} verb="sign" args={args} withReason={false} danger={needed} onClose={(answer) => (setDecision(undefined), answer && onDone())}>
          <Form.Item label={t('sign.comment')} required={needed}><Input.TextArea value={comment} onChange={(event) => setComment(event.target.value)} rows={2} maxLength={1000} aria-label={t('sign.comment')} /></Form.Item>
        </ActDialog>
      )}
    </>
  );
}
