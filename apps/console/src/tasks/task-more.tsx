import { MoreOutlined } from '@ant-design/icons';
import { Button, Dropdown, Form } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Task } from '../api/tasks.ts';
import { useVerb, type VerbAnswer } from '../api/verbs.ts';
import { useMe } from '../app/me.ts';
import { ActDialog } from '../ui/act-dialog.tsx';
import { PersonPicker } from '../ui/person-picker.tsx';

type Plain = 'claim' | 'release' | 'ack';

/** Every verb beside the main one. */
export function TaskMore({ task, onDone }: { task: Task; onDone: () => void }) {
  const { t } = useTranslation('task');
  const me = useMe();
  const act = useVerb();
  const [dialog, setDialog] = useState<'transfer' | null>(null);
  if (task.closedAt !== null) return null;
  const plain = (verb: Plain): void => act.mutate({ noun: 'tasks', id: task.id, verb, args: { version: task.version }, key: crypto.randomUUID() });
  const mine = task.assignee === me.id;
  const items = [
    ...(task.claimable ? [{ key: 'claim', label: t('verb.claim'), onClick: () => plain('claim') }] : []),
    ...(mine && task.candidates.length > 0 ? [{ key: 'release', label: t('verb.release'), onClick: () => plain('release') }] : []),
    { key: 'ack', label: t('verb.ack'), onClick: () => plain('ack') },
    { key: 'transfer', label: t('verb.transfer'), onClick: () => setDialog('transfer') },
  ];
  const close = (answer?: VerbAnswer): void => {
    setDialog(null);
    if (answer) onDone();
  };
  return (
    <>
      <Dropdown trigger={['click']} menu={{ items }}><Button size="small" icon={<MoreOutlined />}>{t('more')}</Button></Dropdown>
      {dialog === 'transfer' && <TransferDialog task={task} onClose={close} />}
    </>
  );
}

function TransferDialog({ task, onClose }: { task: Task; onClose: (answer?: VerbAnswer) => void }) {
  const { t } = useTranslation('task');
  const [to, setTo] = useState<string | null>(null);
  return (
    <ActDialog title={t('verb.transfer')} noun="tasks" id={task.id} verb="transfer" args={to ? { to, version: task.version } : null} onClose={onClose}>
      <Form.Item label={t('to')} required><PersonPicker value={to} onChange={setTo} label={t('to')} /></Form.Item>
    </ActDialog>
  );
}
