import { Form, InputNumber, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNames, usePeople } from '../api/people.ts';
import type { Task } from '../api/tasks.ts';
import type { VerbAnswer } from '../api/verbs.ts';
import { ActDialog } from '../ui/act-dialog.tsx';
import { DuePicker, type Due } from '../ui/due-picker.tsx';
import { PersonPicker } from '../ui/person-picker.tsx';
import { useText } from '../ui/text.ts';

export type DialogVerb = 'transfer' | 'delegate' | 'undelegate' | 'signers' | 'remove-signer' | 'nudge' | 'due' | 'severity' | 'pause' | 'resume' | 'return' | 'recall' | 'skip';
interface Props {
  task: Task;
  verb: DialogVerb;
  onClose: (answer?: VerbAnswer) => void;
}
/** A verb's own fields: what they come to, null while they are not complete. */
interface Asked {
  args: Record<string, unknown> | null;
  fields?: ReactNode;
}

/** One verb: its fields, its reason, what it would move and whom it would tell. */
export function VerbDialog({ task, verb, onClose }: Props) {
  const { t } = useTranslation('task');
  const { args, fields } = useAsked(task, verb);
  return (
    <ActDialog title={t(`verb.${verb}`)} noun="tasks" id={task.id} verb={verb} args={args && { ...args, version: task.version }} withReason={verb !== 'nudge'} danger={verb === 'skip' || verb === 'return'} onClose={onClose}>
      {fields}
    </ActDialog>
  );
}

/** Fields of each verb; those without any ask for the reason alone. */
function useAsked(task: Task, verb: DialogVerb): Asked {
  const person = usePerson();
  const due = useDue();
  const signers = useSigners(task);
  const removed = useRemoved(task);
  const step = useStep(task);
  const severity = useSeverity();
  switch (verb) {
    case 'transfer':
    case 'delegate':
      return person;
    case 'due':
      return due;
    case 'signers':
      return signers;
    case 'remove-signer':
      return removed;
    case 'return':
      return step;
    case 'severity':
      return severity;
    default:
      return { args: {} };
  }
}

function usePerson(): Asked {
  const { t } = useTranslation('task');
  const [to, setTo] = useState<string | null>(null);
  return { args: to ? { to } : null, fields: <Form.Item label={t('to')} required><PersonPicker value={to} onChange={setTo} label={t('to')} /></Form.Item> };
}

function useDue(): Asked {
  const { t } = useTranslation('task');
  const [due, setDue] = useState<Due | null>(null);
  return { args: due as Record<string, unknown> | null, fields: <Form.Item label={t('newDue')} required><DuePicker value={due} onChange={setDue} label={t('newDue')} /></Form.Item> };
}

const MODES = ['all', 'any', 'ratio', 'sequence'] as const;
const PER_CENT = 100;
function useSigners(task: Task): Asked {
  const { t } = useTranslation('task');
  const people = usePeople();
  const [chosen, setChosen] = useState<string[]>([]);
  const [mode, setMode] = useState<(typeof MODES)[number]>(task.signing?.mode ?? 'all');
  const [share, setShare] = useState<number | null>(50);
  const args = chosen.length > 0 && (mode !== 'ratio' || share) ? { people: chosen, mode, ...(mode === 'ratio' ? { ratio: share! / PER_CENT } : {}) } : null;
  const fields = (
    <>
      <Form.Item label={t('signing.people')} required><Select mode="multiple" aria-label={t('signing.people')} value={chosen} onChange={setChosen} showSearch={{ optionFilterProp: 'label' }} options={people.map(({ id, name }) => ({ value: id, label: name }))} /></Form.Item>
      <Form.Item label={t('signing.mode')}><Select aria-label={t('signing.mode')} value={mode} onChange={setMode} options={MODES.map((one) => ({ value: one, label: t(`signing.${one}`) }))} /></Form.Item>
      {mode === 'ratio' && <Form.Item label={t('signing.share')}><InputNumber aria-label={t('signing.share')} min={1} max={PER_CENT} value={share} onChange={setShare} addonAfter="%" /></Form.Item>}
    </>
  );
  return { args, fields };
}

function useRemoved(task: Task): Asked {
  const { t } = useTranslation('task');
  const name = useNames();
  const [person, setPerson] = useState<string | null>(null);
  const open = task.signing?.signers.filter(({ decision }) => decision === null) ?? [];
  const fields = <Form.Item label={t('signing.person')} required><Select aria-label={t('signing.person')} value={person} onChange={setPerson} options={open.map((signer) => ({ value: signer.person, label: name(signer.person) }))} /></Form.Item>;
  return { args: person ? { person } : null, fields };
}

const THEN = ['in-order', 'straight-back'] as const;
function useStep(task: Task): Asked {
  const { t } = useTranslation('task');
  const text = useText();
  const [toStep, setStep] = useState<string | null>(task.returnTo.at(-1)?.key ?? null);
  const [then, setThen] = useState<(typeof THEN)[number]>('in-order');
  const fields = (
    <>
      <Form.Item label={t('return.step')} required><Select aria-label={t('return.step')} value={toStep} onChange={setStep} options={task.returnTo.map(({ key, title }) => ({ value: key, label: text(title) }))} /></Form.Item>
      <Form.Item label={t('return.then')}><Select aria-label={t('return.then')} value={then} onChange={setThen} options={THEN.map((one) => ({ value: one, label: t(`return.${one}`) }))} /></Form.Item>
    </>
  );
  return { args: toStep ? { toStep, then } : null, fields };
}

const SEVERITIES = [1, 2, 3, 4] as const;
function useSeverity(): Asked {
  const { t } = useTranslation('task');
  const [severity, setSeverity] = useState<number | null>();
  const options = [...SEVERITIES.map((level) => ({ value: level as number, label: t('severity.level', { level }) })), { value: 0, label: t('severity.asRun') }];
  const fields = <Form.Item label={t('severity.label')} required><Select aria-label={t('severity.label')} value={severity === null ? 0 : severity} onChange={(level: number) => setSeverity(level === 0 ? null : level)} options={options} /></Form.Item>;
  return { args: severity === undefined ? null : { severity }, fields };
}
