import { DatePicker } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';

interface Props {
  /** Epoch ms. */
  value?: number | null;
  onChange?: (instant: number | null) => void;
  id?: string;
  label?: string;
}

/** An instant, by date and time; empty is none. */
export function MomentPicker({ value, onChange, id, label }: Props) {
  return (
    <DatePicker
      {...(id ? { id } : {})}
      {...(label ? { 'aria-label': label } : {})}
      showTime={{ format: 'HH:mm' }}
      format="YYYY-MM-DD HH:mm"
      value={typeof value === 'number' ? dayjs(value) : null}
      onChange={(at: Dayjs | null) => onChange?.(at ? at.valueOf() : null)}
      style={{ width: '100%' }}
    />
  );
}
