import { Select } from 'antd';

/** Every zone that this browser knows; the one that is set stays listed even where it is not. */
export function TimeZonePicker({ id, value, onChange }: { id?: string; value?: string; onChange?: (zone: string) => void }) {
  const zones = [...new Set([...(value ? [value] : []), 'UTC', ...Intl.supportedValuesOf('timeZone')])];
  return <Select {...(id ? { id } : {})} showSearch value={value ?? null} onChange={(zone: string | null) => zone && onChange?.(zone)} options={zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))} />;
}
