import type { RegistryWidgetsType, WidgetProps } from '@rjsf/utils';
import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { PersonPicker } from '../person-picker.tsx';

/** Widgets of ours, named in a form's look. */
export const widgets: RegistryWidgetsType = {
  person: ({ id, value, onChange, disabled, readonly, required }: WidgetProps) => (
    <PersonPicker id={id} value={(value as string | undefined) ?? null} onChange={(person) => onChange(person ?? undefined)} disabled={disabled || readonly} clearable={!required} />
  ),
  instant: ({ id, value, onChange, disabled, readonly }: WidgetProps) => (
    <DatePicker id={id} showTime={{ format: 'HH:mm' }} value={value ? dayjs(value as string) : null} onChange={(at) => onChange(at?.toISOString())} disabled={disabled || readonly} style={{ width: '100%' }} />
  ),
  date: ({ id, value, onChange, disabled, readonly }: WidgetProps) => (
    <DatePicker id={id} value={value ? dayjs(value as string) : null} onChange={(at) => onChange(at?.format('YYYY-MM-DD'))} disabled={disabled || readonly} style={{ width: '100%' }} />
  ),
};
