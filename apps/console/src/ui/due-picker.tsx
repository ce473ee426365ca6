import { DatePicker, Flex, Segmented, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

/** A new due time: a length of working time from now, or an instant. */
export type Due = { due: { working: string } } | { dueAt: number };
const LENGTHS = ['PT2H', 'PT4H', 'P1D', 'P2D', 'P3D', 'P5D', 'P10D'];

interface Props {
  value: Due | null;
  onChange: (due: Due | null) => void;
  label: string;
}

/** Asks until when, in working time by choice: what people mean by "two days". */
export function DuePicker({ value, onChange, label }: Props) {
  const { t } = useTranslation('due');
  const [by, setBy] = useState<'length' | 'instant'>('length');
  return (
    <Flex vertical gap={8}>
      <Segmented size="small" aria-label={label} value={by} onChange={(next) => (setBy(next), onChange(null))} options={(['length', 'instant'] as const).map((one) => ({ value: one, label: t(`pick.${one}`) }))} />
      {by === 'length' ? (
        <Select aria-label={label} placeholder={t('pick.length')} value={value && 'due' in value ? value.due.working : null} onChange={(working: string) => onChange({ due: { working } })} options={LENGTHS.map((length) => ({ value: length, label: t(`pick.${length}`) }))} />
      ) : (
        <DatePicker aria-label={label} showTime={{ format: 'HH:mm' }} value={value && 'dueAt' in value ? dayjs(value.dueAt) : null} onChange={(at: Dayjs | null) => onChange(at ? { dueAt: at.valueOf() } : null)} style={{ width: '100%' }} />
      )}
    </Flex>
  );
}
