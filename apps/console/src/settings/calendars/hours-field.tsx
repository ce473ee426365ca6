import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Flex, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Hours } from '#contracts/api/calendar-layer';

interface Props {
  value: Hours;
  onChange: (hours: Hours) => void;
  /** What these hours are of, for readers of the screen. */
  label: string;
}
const TIME = /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/;

/** Whether hours are such as a calendar takes: at least one stretch, each ending after it begins and beginning after the one before. */
export const goodHours = (hours: Hours): boolean => hours.length > 0 && hours.every(([start, end], index) => TIME.test(start) && TIME.test(end) && end > start && (index === 0 || start >= hours[index - 1]![1]));

/** Working stretches of a day, from – until; the next begins after the last one's end. */
export function HoursField({ value, onChange, label }: Props) {
  const { t } = useTranslation('calendars');
  const put = (index: number, side: 0 | 1, time: string): void => onChange(value.map((pair, at) => (at !== index ? pair : side === 0 ? [time, pair[1]] : [pair[0], time])));
  const field = (index: number, side: 0 | 1): React.ReactNode => (
    <Input style={{ width: 84 }} value={value[index]![side]} placeholder="09:00" status={TIME.test(value[index]![side]) ? '' : 'error'} aria-label={t(side === 0 ? 'hoursFrom' : 'hoursUntil', { label, n: index + 1 })} onChange={(event) => put(index, side, event.target.value)} />
  );
  return (
    <Flex vertical gap={6} align="start">
      {value.map((_, index) => (
        <Flex key={index} gap={6} align="center">
          {field(index, 0)} – {field(index, 1)}
          <Button type="text" icon={<DeleteOutlined />} aria-label={t('removeHours', { label, n: index + 1 })} onClick={() => onChange(value.filter((_pair, at) => at !== index))} />
        </Flex>
      ))}
      <Button size="small" icon={<PlusOutlined />} onClick={() => onChange([...value, [value.at(-1)?.[1] ?? '09:00', '']])}>{t('addHours')}</Button>
      {!goodHours(value) && <span role="alert">{t('hoursOdd')}</span>}
    </Flex>
  );
}
