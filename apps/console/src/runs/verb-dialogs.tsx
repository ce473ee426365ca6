import { Form, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Duration } from '#contracts/duration';
import type { Overview, Run } from '../api/runs.ts';
import { ActDialog } from '../ui/act-dialog.tsx';
import { DurationInput } from '../ui/duration-input.tsx';
import { PersonPicker } from '../ui/person-picker.tsx';
import { useText } from '../ui/text.ts';

interface Props {
  run: Run;
  onClose: () => void;
}

/** Moves all due times and meetings ahead by a length of time. */
export function ShiftDialog({ run, onClose }: Props) {
  const { t } = useTranslation('runs');
  const [duration, setDuration] = useState<Duration>({ working: 'P1D' });
  const [direction, setDirection] = useState<'later' | 'earlier'>('later');
  return (
    <ActDialog title={t('verb.shift')} noun="runs" id={run.id} verb="shift" args={{ duration, direction, version: run.version }} onClose={onClose}>
      <Form.Item label={t('shiftBy')}><DurationInput value={duration} onChange={setDuration} label={t('shiftBy')} /></Form.Item>
      <Form.Item><Radio.Group value={direction} onChange={(event) => setDirection(event.target.value as 'later' | 'earlier')} options={(['later', 'earlier'] as const).map((value) => ({ value, label: t(`direction.${value}`) }))} aria-label={t('verb.shift')} /></Form.Item>
    </ActDialog>
  );
}

/** Enters the step under way, or an earlier one, again. */
export function RepeatDialog({ run, onClose, steps }: Props & { steps: Overview['steps'] }) {
  const { t } = useTranslation('runs');
  const text = useText();
  const [step, setStep] = useState(run.step);
  const entered = steps.filter(({ visits }) => visits > 0);
  return (
    <ActDialog title={t('verb.repeat')} noun="runs" id={run.id} verb="repeat" args={step ? { step, version: run.version } : null} danger onClose={onClose}>
      <Form.Item label={t('whichStep')}><Select aria-label={t('whichStep')} value={step} onChange={setStep} options={entered.map(({ key, title }) => ({ value: key, label: text(title) }))} /></Form.Item>
    </ActDialog>
  );
}

/** Hands all open work of a person in the run to another. */
export function ReassignDialog({ run, onClose, people }: Props & { people: Overview['people'] }) {
  const { t } = useTranslation('runs');
  const holders = people.filter(({ open }) => open > 0).map(({ personId }) => personId);
  const [from, setFrom] = useState<string | null>(null);
  const [to, setTo] = useState<string | null>(null);
  return (
    <ActDialog title={t('verb.reassign')} noun="runs" id={run.id} verb="reassign" args={from && to && from !== to ? { from, to, version: run.version } : null} onClose={onClose}>
      <Form.Item label={t('fromPerson')} required><PersonPicker value={from} onChange={setFrom} among={holders} label={t('fromPerson')} /></Form.Item>
      <Form.Item label={t('toPerson')} required><PersonPicker value={to} onChange={setTo} label={t('toPerson')} /></Form.Item>
    </ActDialog>
  );
}

/** How grave the run is; its clocks climb the ladder of that severity. */
export function SeverityDialog({ run, onClose }: Props) {
  const { t } = useTranslation('runs');
  const [severity, setSeverity] = useState<number>(run.severity ?? 0);
  const changed = severity !== (run.severity ?? 0);
  return (
    <ActDialog title={t('verb.severity')} noun="runs" id={run.id} verb="severity" args={changed ? { severity: severity === 0 ? null : severity, version: run.version } : null} onClose={onClose}>
      <Form.Item label={t('severityLabel')}>
        <Select aria-label={t('severityLabel')} value={severity} onChange={setSeverity} options={[0, 1, 2, 3, 4].map((value) => ({ value, label: value === 0 ? t('noSeverity') : t('severity', { level: value }) }))} />
      </Form.Item>
    </ActDialog>
  );
}
