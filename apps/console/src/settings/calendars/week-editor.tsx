import { Button, Card, Checkbox, DatePicker, Flex, Form, Select, Switch, Tag, Typography } from 'antd';
import type dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarLayer, WeekRules } from '#contracts/api/calendar-layer';
import { ORG_CALENDAR } from '#contracts/calendar';
import type { Calendar } from '#domain/calendar/layers';
import { useCalendarName } from './access.ts';
import { HoursField } from './hours-field.tsx';
import { withoutPeriod, withWeek } from './layer-edit.ts';

interface Props {
  id: string;
  layer: CalendarLayer;
  calendar: Calendar;
  readOnly: boolean;
  onChange: (layer: CalendarLayer) => void;
}
const WEEK = [1, 2, 3, 4, 5, 6, 7] as const;
const ZONES = Intl.supportedValuesOf('timeZone');

/** Zone, weekly working hours and what of the layers under it counts; from the beginning, and from the dates on which they change. */
export function WeekEditor({ id, layer, calendar, readOnly, onChange }: Props) {
  const { t } = useTranslation('calendars');
  const [from, setFrom] = useState<dayjs.Dayjs | null>(null);
  const addPeriod = (): void => {
    onChange(withWeek(layer, from!.format('YYYY-MM-DD'), { hours: layer.hours ?? said(calendar, ({ hours }) => hours)?.value }));
    setFrom(null);
  };
  return (
    <Flex vertical gap={16}>
      <Card size="small" title={t('zoneAndUnder')}>
        <Form layout="vertical" disabled={readOnly}>
          <Form.Item label={t('zone')} htmlFor="zone" extra={<Inherited calendar={calendar} id={id} of={({ timeZone }) => timeZone} />}>
            <Select id="zone" showSearch allowClear={id !== ORG_CALENDAR} value={layer.timeZone} placeholder={t('asUnder')} options={ZONES.map((zone) => ({ value: zone, label: zone }))} onChange={(timeZone: string | undefined) => onChange(put(layer, 'timeZone', timeZone))} style={{ maxWidth: 320 }} />
          </Form.Item>
          {id !== ORG_CALENDAR && (
            <Form.Item label={t('inherit')} htmlFor="inherit"><Select id="inherit" value={layer.inheritDays ?? 'all'} onChange={(days) => onChange(put(layer, 'inheritDays', days === 'all' ? undefined : days))} options={(['all', 'holidays', 'none'] as const).map((value) => ({ value, label: t(`inheritDays.${value}`) }))} style={{ maxWidth: 480 }} /></Form.Item>
          )}
        </Form>
      </Card>
      <WeekCard title={t('weekAlways')} id={id} week={layer} calendar={calendar} readOnly={readOnly} onChange={(week) => onChange(withWeek(layer, null, week))} />
      {(layer.periods ?? []).map(({ from: begins, ...week }) => (
        <WeekCard key={begins} title={t('weekFrom', { date: begins })} id={id} week={week} calendar={calendar} readOnly={readOnly} onChange={(rules) => onChange(withWeek(layer, begins, rules))} onRemove={() => onChange(withoutPeriod(layer, begins))} />
      ))}
      {!readOnly && (
        <Flex gap={8} align="center" wrap>
          <label htmlFor="period-from">{t('newPeriod')}</label>
          <DatePicker id="period-from" value={from} onChange={setFrom} />
          <Button onClick={addPeriod} disabled={from === null}>{t('addPeriod')}</Button>
        </Flex>
      )}
    </Flex>
  );
}

interface WeekProps {
  title: string;
  id: string;
  week: WeekRules;
  calendar: Calendar;
  readOnly: boolean;
  onChange: (week: WeekRules) => void;
  onRemove?: () => void;
}

function WeekCard({ title, id, week: { hours, weekdays, weekdayHours }, calendar, readOnly, onChange, onRemove }: WeekProps) {
  const { t } = useTranslation('calendars');
  const week: WeekRules = { hours, weekdays, weekdayHours };
  const under = (pick: (data: CalendarLayer) => WeekRules['hours']): NonNullable<WeekRules['hours']> => said(calendar, pick)?.value ?? [['09:00', '18:00']];
  const single = (weekday: string, value: WeekRules['hours']): void => {
    const { [weekday as '1']: _old, ...others } = weekdayHours ?? {};
    onChange({ ...week, weekdayHours: value ? { ...others, [weekday]: value } : others });
  };
  return (
    <Card size="small" title={title} extra={onRemove && !readOnly && <Button size="small" danger onClick={onRemove}>{t('removePeriod')}</Button>}>
      <Form layout="vertical" disabled={readOnly}>
        <Stated label={t('workedDays')} stated={weekdays !== undefined} fixed={id === ORG_CALENDAR && !onRemove} hint={<Inherited calendar={calendar} id={id} of={(data) => data.weekdays?.map((day) => t(`weekdayShort.${day}`)).join(' ')} />} onToggle={(on) => onChange({ ...week, weekdays: on ? (said(calendar, (data) => data.weekdays)?.value ?? [1, 2, 3, 4, 5]) : undefined })}>
          <Checkbox.Group value={weekdays ?? []} options={WEEK.map((day) => ({ value: day, label: t(`weekday.${day}`) }))} onChange={(days) => onChange({ ...week, weekdays: [...days].sort((a, b) => a - b) })} />
        </Stated>
        <Stated label={t('hours')} stated={hours !== undefined} fixed={id === ORG_CALENDAR && !onRemove} hint={<Inherited calendar={calendar} id={id} of={(data) => data.hours?.map((pair) => pair.join('–')).join(', ')} />} onToggle={(on) => onChange({ ...week, hours: on ? under((data) => data.hours) : undefined })}>
          <HoursField value={hours ?? []} onChange={(next) => onChange({ ...week, hours: next })} label={t('hours')} />
        </Stated>
        <Form.Item label={t('singleDays')}>
          <Flex vertical gap={8}>
            {Object.entries(weekdayHours ?? {}).map(([weekday, value]) => (
              <Flex key={weekday} gap={8} align="start"><Tag>{t(`weekday.${weekday}`)}</Tag><HoursField value={value} onChange={(next) => single(weekday, next)} label={t(`weekday.${weekday}`)} /><Button size="small" onClick={() => single(weekday, undefined)}>{t('remove')}</Button></Flex>
            ))}
            <Select aria-label={t('addSingleDay')} placeholder={t('addSingleDay')} value={null} style={{ width: 240 }} options={WEEK.filter((day) => !weekdayHours?.[String(day) as '1']).map((day) => ({ value: String(day), label: t(`weekday.${day}`) }))} onChange={(weekday: string) => single(weekday, hours ?? under((data) => data.hours))} />
          </Flex>
        </Form.Item>
      </Form>
    </Card>
  );
}

/** A rule that the layer states itself, or leaves to the layers under it. */
function Stated({ label, stated, fixed, hint, onToggle, children }: { label: string; stated: boolean; fixed: boolean; hint: React.ReactNode; onToggle: (on: boolean) => void; children: React.ReactNode }) {
  const { t } = useTranslation('calendars');
  return (
    <Form.Item label={label}>
      {!fixed && <Flex gap={8} align="center" style={{ marginBottom: 6 }}><Switch size="small" checked={stated} onChange={onToggle} aria-label={`${label}: ${t('ownRule')}`} />{t('ownRule')}</Flex>}
      {stated ? children : hint}
    </Form.Item>
  );
}

/** What the layers under this one say. */
function Inherited({ calendar, id, of }: { calendar: Calendar; id: string; of: (data: CalendarLayer) => string | undefined }) {
  const { t } = useTranslation('calendars');
  const calendarName = useCalendarName();
  const under = said({ ...calendar, layers: calendar.layers.filter((layer) => layer.id !== id) }, of);
  return under && <Typography.Text type="secondary">{t('underSays', { layer: calendarName(under.layer), value: under.value })}</Typography.Text>;
}

function said<T>({ layers }: Calendar, of: (data: CalendarLayer) => T | undefined): { value: T; layer: string } | null {
  const layer = layers.findLast(({ data }) => of(data) !== undefined);
  return layer ? { value: of(layer.data)!, layer: layer.id } : null;
}

function put<K extends keyof CalendarLayer>(layer: CalendarLayer, key: K, value: CalendarLayer[K] | undefined): CalendarLayer {
  const { [key]: _old, ...rest } = layer;
  return (value === undefined ? rest : { ...rest, [key]: value }) as CalendarLayer;
}
