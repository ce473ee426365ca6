import { Input, InputNumber, Select, Space } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Duration } from '#contracts/duration';
import { durationText } from '#domain/ladder/words';
import { LENGTH_UNITS, lengthFrom, partsOfLength, type LengthUnit } from './duration-parts.ts';
import { useText } from './text.ts';

interface Props {
  id?: string;
  value: Duration;
  onChange: (duration: Duration) => void;
  label: string;
  disabled?: boolean;
}

/** A length of time: how much of which unit, of working time or of the clock. One of several units is edited as it is written (P1DT4H). */
export function DurationInput({ id, value, onChange, label, disabled = false }: Props) {
  const { t } = useTranslation('length');
  const parts = partsOfLength(value);
  const working = 'working' in value;
  if (!parts) {
    const iso = working ? value.working : value.clock;
    return <Input {...(id ? { id } : {})} aria-label={label} value={iso} disabled={disabled} style={{ width: 160 }} suffix={t(working ? 'working' : 'clock')} onChange={(event) => onChange(working ? { working: event.target.value } : { clock: event.target.value })} />;
  }
  return (
    <Space.Compact>
      <InputNumber {...(id ? { id } : {})} aria-label={label} min={0} max={99_999} precision={0} value={parts.amount} disabled={disabled} style={{ width: 68 }} onChange={(amount) => onChange(lengthFrom({ ...parts, amount: amount ?? 0 }))} />
      <Select<LengthUnit> aria-label={t('unitOf', { label })} value={parts.unit} disabled={disabled} style={{ width: 150 }} options={LENGTH_UNITS.map((unit) => ({ value: unit, label: t(`unit.${unit}`) }))} onChange={(unit) => onChange(lengthFrom({ ...parts, unit }))} />
    </Space.Compact>
  );
}

/** Writes a length of time for the reader: `4 h of working time`. */
export function useLength(): (duration: Duration) => string {
  const text = useText();
  return (duration) => text(durationText(duration));
}
