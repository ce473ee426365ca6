import { Flex, Form, Input, InputNumber, Select } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import type { Duration } from '#contracts/duration';
import type { Recurrence } from '../api/schedules.ts';
import { DurationInput } from '../ui/duration-input.tsx';
import { useOrdinal, useWeekdays } from './rhythm.ts';

type Kind = Recurrence['kind'];
const KINDS: readonly Kind[] = ['weekly', 'monthly', 'nth', 'quarterly', 'every'];
const SHIFTS = ['next', 'previous', 'skip', 'none'] as const;
const ORDINALS = [1, 2, 3, 4, 5, -1, -2];
const DAYS = Array.from({ length: 31 }, (_, index) => ({ value: index + 1, label: String(index + 1) }));
const EVENING = '16:00';

/** What each kind begins as when it is chosen. */
const FIRST: Record<Kind, Recurrence> = {
  weekly: { kind: 'weekly', weekdays: [5], time: EVENING },
  monthly: { kind: 'monthly', days: [1], time: EVENING },
  nth: { kind: 'nth', of: 'month', nth: -1, day: 'working', time: EVENING },
  quarterly: { kind: 'quarterly', month: 1, day: 15, time: EVENING },
  every: { kind: 'every', every: { working: 'P1D' } },
};

/** When a series comes: its kind, what that kind asks for, the time of day and where a day off moves it. */
export function RecurrenceInput({ value, onChange }: { value: Recurrence; onChange: (recurrence: Recurrence) => void }) {
  const { t } = useTranslation('schedules');
  return (
    <>
      <Form.Item label={t('field.kind')}>
        <Select<Kind> aria-label={t('field.kind')} value={value.kind} onChange={(kind) => onChange(FIRST[kind])} options={KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))} />
      </Form.Item>
      <Parts value={value} onChange={onChange} />
      {value.kind !== 'every' && (
        <Flex gap={16} wrap>
          <Form.Item label={t('field.time')}><Input type="time" aria-label={t('field.time')} value={value.time} style={{ width: 130 }} onChange={({ target }) => target.value && onChange({ ...value, time: target.value })} /></Form.Item>
          <Form.Item label={t('field.shift')} style={{ flex: 1, minWidth: 200 }}>
            <Select aria-label={t('field.shift')} value={value.shift ?? 'next'} onChange={(shift) => onChange({ ...value, shift })} options={SHIFTS.map((shift) => ({ value: shift, label: t(`shift.${shift}`) }))} />
          </Form.Item>
        </Flex>
      )}
    </>
  );
}

function Parts({ value, onChange }: { value: Recurrence; onChange: (recurrence: Recurrence) => void }) {
  const { t } = useTranslation('schedules');
  const weekdays = useWeekdays();
  const ordinal = useOrdinal();
  if (value.kind === 'every') return <Form.Item label={t('field.every')}><DurationInput label={t('field.every')} value={value.every as Duration} onChange={(every) => onChange({ kind: 'every', every })} /></Form.Item>;
  if (value.kind === 'monthly') return <Form.Item label={t('field.days')}><Select mode="multiple" aria-label={t('field.days')} value={value.days} options={DAYS} onChange={(days) => days.length > 0 && onChange({ ...value, days: [...days].sort((a, b) => a - b) })} /></Form.Item>;
  if (value.kind === 'weekly') {
    const chosen = value.weekdays ?? (value.weekday === undefined ? [] : [value.weekday]);
    const { weekday: _one, anchor, ...rest } = value;
    // Every n weeks counts from a week: the one in which it was set, unless it says another.
    const weeks = (every: number): Recurrence => ({ ...rest, weekdays: chosen, every, ...(every > 1 ? { anchor: anchor ?? dayjs().format('YYYY-MM-DD') } : {}) });
    return (
      <Flex gap={16} wrap>
        <Form.Item label={t('field.weekdays')} style={{ flex: 1, minWidth: 220 }}>
          <Select mode="multiple" aria-label={t('field.weekdays')} value={chosen} options={weekdays} onChange={(days) => days.length > 0 && onChange({ ...rest, ...(anchor ? { anchor } : {}), weekdays: [...days].sort((a, b) => a - b) })} />
        </Form.Item>
        <Form.Item label={t('field.weeks')}><InputNumber aria-label={t('field.weeks')} min={1} max={52} precision={0} value={value.every ?? 1} style={{ width: 110 }} onChange={(every) => onChange(weeks(every ?? 1))} /></Form.Item>
      </Flex>
    );
  }
  if (value.kind === 'quarterly') {
    return (
      <Flex gap={16} wrap>
        <Form.Item label={t('field.month')}><Select aria-label={t('field.month')} value={value.month} style={{ width: 200 }} options={[1, 2, 3].map((month) => ({ value: month, label: t('monthOfQuarter', { month }) }))} onChange={(month) => onChange({ ...value, month })} /></Form.Item>
        <Form.Item label={t('field.day')}><Select aria-label={t('field.day')} value={value.day} style={{ width: 110 }} options={DAYS} onChange={(day) => onChange({ ...value, day })} /></Form.Item>
      </Flex>
    );
  }
  const days = [{ value: 'working' as const, label: t('workingDay') }, ...weekdays];
  return (
    <Flex gap={16} wrap>
      <Form.Item label={t('field.nth')}><Select aria-label={t('field.nth')} value={value.nth} style={{ width: 150 }} options={ORDINALS.map((nth) => ({ value: nth, label: ordinal(nth) }))} onChange={(nth) => onChange({ ...value, nth })} /></Form.Item>
      <Form.Item label={t('field.day')} style={{ flex: 1, minWidth: 150 }}><Select<number | 'working'> aria-label={t('field.day')} value={value.day} options={days} onChange={(day) => onChange({ ...value, day })} /></Form.Item>
      <Form.Item label={t('field.of')}><Select<'month' | 'quarter'> aria-label={t('field.of')} value={value.of} style={{ width: 150 }} options={(['month', 'quarter'] as const).map((of) => ({ value: of, label: t(`of.${of}`) }))} onChange={(of) => onChange({ ...value, of })} /></Form.Item>
    </Flex>
  );
}
