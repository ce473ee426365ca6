import { DatePicker, Form, Input, Modal, Radio, Select, Typography } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StatedDay } from '#contracts/api/calendar-layer';
import { dayOf } from '#domain/calendar/day';
import type { Calendar } from '#domain/calendar/layers';
import { goodHours, HoursField } from './hours-field.tsx';
import { DAY_KINDS, datesBetween, dayFrom, kindOf, reasonsFor, type DayForm, type DayKind } from './layer-edit.ts';
import { useDescription } from './year-grid.tsx';

interface Props {
  date: string;
  calendar: Calendar;
  /** What the layer under edit says of the day. */
  stated: StatedDay | undefined;
  readOnly: boolean;
  onSave: (dates: string[], stated: StatedDay | null) => void;
  onClose: () => void;
}

/** One day, or a stretch of them: what is said of it and by which layer, and what is to be said instead. */
export function DayEditor({ date, calendar, stated, readOnly, onSave, onClose }: Props) {
  const { t } = useTranslation('calendars');
  const describe = useDescription();
  const day = dayOf(calendar, date);
  const [until, setUntil] = useState(date);
  const [form, setForm] = useState<DayForm>({ kind: kindOf(stated), reason: stated?.reason ?? 'company', names: { 'zh-CN': stated?.name?.['zh-CN'] ?? '', en: stated?.name?.en ?? '' }, hours: stated?.hours ?? (day.hours.length > 0 ? day.hours : [['09:00', '12:00']]) });
  const set = (change: Partial<DayForm>): void => setForm({ ...form, ...change });
  const setKind = (kind: DayKind): void => set({ kind, reason: reasonsFor(kind).includes(form.reason) ? form.reason : reasonsFor(kind)[0]! });
  const save = (): void => onSave(datesBetween(date, until), dayFrom(form));
  return (
    <Modal open title={date} okText={t('note')} onOk={save} onCancel={onClose} okButtonProps={{ disabled: readOnly || (form.kind === 'hours' && !goodHours(form.hours)) }} {...(readOnly ? { footer: null } : {})}>
      <Typography.Paragraph>{describe(day)}</Typography.Paragraph>
      {!readOnly && (
        <Form layout="vertical">
          <Form.Item label={t('dayKind')}>
            <Radio.Group value={form.kind} onChange={(event) => setKind(event.target.value as DayKind)} style={{ display: 'flex', flexDirection: 'column', gap: 6 }} options={DAY_KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))} />
          </Form.Item>
          {form.kind !== 'inherit' && <Details form={form} set={set} />}
          <Form.Item label={t('until')} extra={t('untilHint')} htmlFor="day-until"><DatePicker id="day-until" value={dayjs(until)} onChange={(last) => setUntil(last ? last.format('YYYY-MM-DD') : date)} allowClear={false} style={{ width: '100%' }} /></Form.Item>
        </Form>
      )}
    </Modal>
  );
}

function Details({ form, set }: { form: DayForm; set: (change: Partial<DayForm>) => void }) {
  const { t } = useTranslation('calendars');
  return (
    <>
      {form.kind === 'hours' && <Form.Item label={t('hours')}><HoursField value={form.hours} onChange={(hours) => set({ hours })} label={t('hours')} /></Form.Item>}
      <Form.Item label={t('why')} htmlFor="day-reason"><Select id="day-reason" value={form.reason} onChange={(reason) => set({ reason })} options={reasonsFor(form.kind).map((reason) => ({ value: reason, label: t(`reason.${reason}`) }))} /></Form.Item>
      <Form.Item label={t('nameZh')} htmlFor="day-zh"><Input id="day-zh" value={form.names['zh-CN']} maxLength={200} onChange={(event) => set({ names: { ...form.names, 'zh-CN': event.target.value } })} /></Form.Item>
      <Form.Item label={t('nameEn')} htmlFor="day-en"><Input id="day-en" value={form.names.en} maxLength={200} onChange={(event) => set({ names: { ...form.names, en: event.target.value } })} /></Form.Item>
    </>
  );
}
