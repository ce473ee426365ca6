import { MoreOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Task } from '../api/tasks.ts';
import { useVerb, type VerbAnswer } from '../api/verbs.ts';
import { useUnsnooze } from '../api/snooze.ts';
import { useToast } from '../ui/toast.tsx';
import { SnoozeDialog } from './snooze-dialog.tsx';
import { VerbDialog, type DialogVerb } from './verb-dialogs.tsx';

/** Verbs in the order of a working day; those that only acknowledge or offer ask nothing, all others say first what they would do. */
const PLAIN = ['release', 'ack'] as const;
const ORDER = ['release', 'transfer', 'delegate', 'undelegate', 'signers', 'remove-signer', 'nudge', 'ack', 'due', 'severity', 'pause', 'resume', 'return', 'recall', 'skip'] as const;
/** After these the task is no longer the reader's to do: the next one opens. */
const LEAVES: readonly string[] = ['transfer', 'delegate', 'undelegate', 'return', 'skip', 'release'];
type Verb = (typeof ORDER)[number];

/** Every verb that its reader may do beside the main one. */
export function TaskMore({ task, onDone }: { task: Task; onDone: () => void }) {
  const { t } = useTranslation('task');
  const toast = useToast();
  const act = useVerb();
  const unsnooze = useUnsnooze(task.id);
  const [dialog, setDialog] = useState<DialogVerb | 'snooze' | null>(null);
  const verbs = ORDER.filter((verb) => task.verbs.includes(verb));
  const plain = (verb: (typeof PLAIN)[number]): void =>
    act.mutate({ noun: 'tasks', id: task.id, verb, args: { version: task.version }, key: crypto.randomUUID() }, { onSuccess: () => LEAVES.includes(verb) && onDone(), onError: (problem) => void toast.error(problem.message) });
  const isPlain = (verb: Verb): verb is (typeof PLAIN)[number] => (PLAIN as readonly string[]).includes(verb);
  const items = [
    ...(task.verbs.includes('snooze') ? [task.snooze ? { key: 'unsnooze', label: t('verb.unsnooze'), onClick: () => unsnooze.mutate() } : { key: 'snooze', label: t('verb.snooze'), onClick: () => setDialog('snooze') }] : []),
    ...verbs.map((verb) => ({ key: verb, label: t(`verb.${verb}`), ...(verb === 'skip' || verb === 'return' ? { danger: true } : {}), onClick: () => (isPlain(verb) ? plain(verb) : setDialog(verb)) })),
  ];
  const close = (answer?: VerbAnswer): void => {
    const leaves = dialog !== null && LEAVES.includes(dialog);
    setDialog(null);
    if (answer && leaves) onDone();
  };
  if (items.length === 0) return null;
  return (
    <>
      <Dropdown trigger={['click']} menu={{ items }}><Button size="small" icon={<MoreOutlined />}>{t('more')}</Button></Dropdown>
      {dialog === 'snooze' && <SnoozeDialog task={task} onClose={(done) => (setDialog(null), done && onDone())} />}
      {dialog !== null && dialog !== 'snooze' && <VerbDialog task={task} verb={dialog} onClose={close} />}
    </>
  );
}
