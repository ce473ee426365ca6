import { Card, Form, Input, Modal, Select } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCalendars } from '../api/calendars.ts';
import { usePlaybook, usePlaybooks } from '../api/playbooks.ts';
import { useChangeSchedule, useDatesAhead, useMakeSchedule, type NewSchedule, type Recurrence, type Schedule } from '../api/schedules.ts';
import { useDebounced } from '../ui/debounced.ts';
import type { FormSchema } from '../ui/json-form/localised.ts';
import { JsonForm, type Answers, type JsonFormHandle } from '../ui/json-form/json-form.tsx';
import { Failure, Loading } from '../ui/states.tsx';
import { useText } from '../ui/text.ts';
import { NextDates } from './next-dates.tsx';
import { RecurrenceInput } from './recurrence-input.tsx';

const OVERLAPS = ['skip', 'buffer-one', 'allow', 'cancel-earlier'] as const;
const CATCH_UPS = ['latest', 'all', 'none'] as const;
const DAY_MS = 86_400_000;
const WEEKLY: Recurrence = { kind: 'weekly', weekdays: [5], time: '16:00' };
type Values = Pick<NewSchedule, 'title' | 'playbook'> & Required<Pick<NewSchedule, 'recurrence' | 'calendar' | 'overlap' | 'catchUp'>>;

/** Makes a schedule or changes one; the next ten dates follow what is typed. */
export function ScheduleDialog({ schedule, onClose }: { schedule?: Schedule; onClose: (saved?: Schedule) => void }) {
  const { t } = useTranslation('schedules');
  const [values, setValues] = useState<Values>(() =>
    schedule
      ? { title: schedule.title, playbook: schedule.playbook.slug, recurrence: schedule.recurrence, calendar: schedule.calendar, overlap: schedule.overlap, catchUp: schedule.catchUp }
      : { title: '', playbook: '', recurrence: WEEKLY, calendar: 'org', overlap: 'skip', catchUp: { policy: 'latest', windowMs: DAY_MS } });
  const [answers, setAnswers] = useState<Answers>((schedule?.input as Answers | undefined) ?? {});
  const form = useRef<JsonFormHandle>(null);
  const make = useMakeSchedule();
  const change = useChangeSchedule(schedule?.id ?? '');
  const { error, isPending } = schedule ? change : make;
  const set = (next: Partial<Values>): void => setValues({ ...values, ...next });
  const save = (): void => {
    const input = form.current?.check();
    if (!input || values.title.trim() === '') return;
    const { settings } = schedule?.input ?? {};
    const body = { ...values, title: values.title.trim(), input: { ...input, ...(settings === undefined ? {} : { settings }) } };
    const answer = schedule ? change.mutateAsync({ ...body, version: schedule.version }) : make.mutateAsync(body as NewSchedule);
    answer.then(onClose, () => undefined);
  };
  return (
    <Modal open width={960} title={t(schedule ? 'edit' : 'new')} okText={t('save')} okButtonProps={{ loading: isPending, disabled: values.title.trim() === '' || values.playbook === '' }} onOk={save} onCancel={() => onClose()} destroyOnHidden>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 24 }}>
        <div style={{ flex: '3 1 400px', minWidth: 0 }}>
          <What values={values} set={(next) => { if (next.playbook) setAnswers({}); set(next); }} />
          {values.playbook !== '' && <InputForm slug={values.playbook} answers={answers} onChange={setAnswers} issues={error?.issues ?? []} form={form} />}
          <Form layout="vertical"><RecurrenceInput value={values.recurrence} onChange={(recurrence) => set({ recurrence })} /></Form>
          <Rules values={values} set={set} />
          {error && <Failure error={error} />}
        </div>
        <Ahead recurrence={values.recurrence} calendar={values.calendar} />
      </div>
    </Modal>
  );
}

function Ahead({ recurrence, calendar }: { recurrence: Recurrence; calendar: string }) {
  const { t } = useTranslation('schedules');
  const dates = useDatesAhead(useDebounced(recurrence), calendar);
  return <Card size="small" title={t('next')} style={{ flex: '2 1 300px', alignSelf: 'flex-start' }} aria-live="polite"><NextDates dates={dates} /></Card>;
}

function What({ values, set }: { values: Values; set: (next: Partial<Values>) => void }) {
  const { t } = useTranslation('schedules');
  const text = useText();
  const playbooks = usePlaybooks();
  return (
    <Form layout="vertical">
      <Form.Item label={t('field.playbook')} required>
        <Select aria-label={t('field.playbook')} value={values.playbook || null} loading={playbooks.isPending} onChange={(playbook: string) => set({ playbook })} options={(playbooks.data ?? []).map(({ slug, title }) => ({ value: slug, label: text(title) }))} />
      </Form.Item>
      <Form.Item label={t('field.title')} extra={t('field.titleHint')} required>
        <Input aria-label={t('field.title')} value={values.title} maxLength={200} onChange={({ target }) => set({ title: target.value })} />
      </Form.Item>
    </Form>
  );
}

function InputForm({ slug, answers, onChange, issues, form }: { slug: string; answers: Answers; onChange: (answers: Answers) => void; issues: Array<{ path: string; message: string }>; form: React.RefObject<JsonFormHandle | null> }) {
  const playbook = usePlaybook(slug);
  if (playbook.error) return <Failure error={playbook.error} />;
  if (!playbook.data) return <Loading />;
  return <JsonForm schema={playbook.data.input as FormSchema} answers={answers} at="input" issues={issues.filter(({ path }) => path.startsWith('input'))} onChange={onChange} handle={form} />;
}

function Rules({ values: { overlap, catchUp, calendar }, set }: { values: Values; set: (next: Partial<Values>) => void }) {
  const { t } = useTranslation('schedules');
  const calendars = useCalendars();
  const ids = [...new Set(['org', calendar, ...(calendars.data ?? []).map(({ id }) => id)])];
  return (
    <Form layout="vertical">
      <Form.Item label={t('field.overlap')}><Select aria-label={t('field.overlap')} value={overlap} onChange={(next) => set({ overlap: next })} options={OVERLAPS.map((one) => ({ value: one, label: t(`overlap.${one}`) }))} /></Form.Item>
      <Form.Item label={t('field.catchUp')}><Select aria-label={t('field.catchUp')} value={catchUp.policy} onChange={(policy) => set({ catchUp: { ...catchUp, policy } })} options={CATCH_UPS.map((one) => ({ value: one, label: t(`catchUp.${one}`) }))} /></Form.Item>
      <Form.Item label={t('field.calendar')}><Select aria-label={t('field.calendar')} value={calendar} onChange={(next) => set({ calendar: next })} options={ids.map((id) => ({ value: id, label: id === 'org' ? t('orgCalendar') : id }))} /></Form.Item>
    </Form>
  );
}
