import { Alert, Button, Card, Collapse, DatePicker, Flex, Form } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Duration } from '#contracts/duration';
import { addressOf, useAnswer } from '../../api/calendars.ts';
import { DurationInput } from '../../ui/duration-input.tsx';
import { PersonPicker } from '../../ui/person-picker.tsx';
import { Failure } from '../../ui/states.tsx';
import { useText } from '../../ui/text.ts';
import { useTimes } from '../../ui/time.ts';
import { useInstants } from '../../ui/instants.ts';
import { fridayEvening } from '../friday.ts';

/** "When is 4 working hours after Friday 17:30?", for a calendar or a person, with the arithmetic. */
export function Ask({ calendar }: { calendar: string }) {
  const { t } = useTranslation('calendars');
  const text = useText();
  const times = useTimes();
  const instants = useInstants();
  const [from, setFrom] = useState(() => fridayEvening(dayjs()));
  const [duration, setDuration] = useState<Duration>({ working: 'PT4H' });
  const [person, setPerson] = useState<string | null>(null);
  const ask = useAnswer();
  const send = (): void => ask.mutate({ from: instants.of(from), duration, ...(person ? { person } : { calendar: addressOf(calendar) }) });
  return (
    <Card size="small" title={t('ask.title')}>
      <Form layout="inline" style={{ rowGap: 12 }} wrapperCol={{ style: { minWidth: 0 } }} onFinish={send}>
        <Form.Item label={t('ask.when')}><DurationInput value={duration} onChange={setDuration} label={t('ask.when')} /></Form.Item>
        <Form.Item label={t('ask.after')} htmlFor="ask-from" extra={t('ask.zone', { day: t(`weekday.${from.day() || 7}`), zone: instants.timeZone })}><DatePicker id="ask-from" value={from} allowClear={false} showTime={{ format: 'HH:mm', minuteStep: 5 }} format="YYYY-MM-DD HH:mm" onChange={(at) => setFrom(at ?? from)} /></Form.Item>
        <Form.Item label={t('ask.person')} extra={t('ask.nobody')}><div style={{ width: 200 }}><PersonPicker value={person} onChange={setPerson} label={t('ask.person')} /></div></Form.Item>
        <Button type="primary" htmlType="submit" loading={ask.isPending}>{t('ask.ask')}</Button>
      </Form>
      <Flex vertical gap={8} style={{ marginTop: 12 }} aria-live="polite">
        {ask.error && <Failure error={ask.error} />}
        {ask.data && (
          <>
            <Alert type={ask.data.provisional ? 'warning' : 'success'} showIcon title={times.at(ask.data.at)} description={ask.data.provisional ? t('provisionalAnswer') : t('ask.by', { calendar: ask.data.calendar.id, version: ask.data.calendar.version })} />
            <Collapse size="small" defaultActiveKey="a" items={[{ key: 'a', label: t('ask.arithmetic'), children: <ol style={{ margin: 0, paddingInlineStart: 20 }}>{ask.data.sentences.map((sentence, index) => <li key={index}>{text(sentence)}</li>)}</ol> }]} />
          </>
        )}
      </Flex>
    </Card>
  );
}
