import { Alert, Button, Checkbox, Drawer, Flex, Form, Input, InputNumber, Radio, Table, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addressOf, useImport, type CalendarImported } from '../../api/calendars.ts';
import { JobProgress } from '../../ui/job-progress.tsx';
import { Failure } from '../../ui/states.tsx';
import { useText } from '../../ui/text.ts';
import { ImpactView } from './impact.tsx';

type Listed = CalendarImported['list'][number];
const COLOURS: Record<Listed['change'], string> = { added: 'green', changed: 'gold', removed: 'red', kept: 'default' };
const EXAMPLE = 'date,kind,name\n2027-01-01,holiday,元旦';

/** The official list of a year: which one, what it would change, and then taking it in. Days made by hand stay unless ticked. */
export function ImportDrawer({ id, year: asked, onClose }: { id: string; year: number; onClose: () => void }) {
  const { t } = useTranslation('calendars');
  const [year, setYear] = useState(asked);
  const [csv, setCsv] = useState<string | null>(null);
  const [overwrite, setOverwrite] = useState<string[]>([]);
  const [reason, setReason] = useState('');
  const look = useImport();
  const apply = useImport();
  const body = { calendar: addressOf(id), year, overwrite, ...(csv === null ? {} : { csv }) };
  const show = (dates = overwrite): void => look.mutate({ ...body, overwrite: dates, apply: false, key: crypto.randomUUID() });
  const take = (): void => apply.mutate({ ...body, apply: true, version: look.data!.version, ...(reason.trim() ? { reason: reason.trim() } : {}), key: crypto.randomUUID() });
  const tick = (date: string, on: boolean): void => {
    const dates = on ? [...overwrite, date] : overwrite.filter((one) => one !== date);
    setOverwrite(dates);
    show(dates);
  };
  const job = apply.data?.applied?.jobId;
  if (job) return <Drawer open size={720} title={t('import.done', { year })} onClose={onClose}><JobProgress id={job} /></Drawer>;
  return (
    <Drawer open size={720} title={t('import.title')} onClose={onClose}>
      <Form layout="vertical">
        <Form.Item label={t('import.year')} htmlFor="import-year"><InputNumber id="import-year" min={1990} max={2100} value={year} onChange={(value) => setYear(value ?? asked)} /></Form.Item>
        <Form.Item label={t('import.from')}><Radio.Group value={csv === null ? 'own' : 'csv'} onChange={(event) => setCsv(event.target.value === 'csv' ? EXAMPLE : null)} options={[{ value: 'own', label: t('import.own') }, { value: 'csv', label: t('import.csv') }]} /></Form.Item>
        {csv !== null && <Form.Item label={t('import.csvLabel')} htmlFor="import-csv" extra={t('import.csvHint')}><Input.TextArea id="import-csv" rows={8} maxLength={40_000} value={csv} onChange={(event) => setCsv(event.target.value)} /></Form.Item>}
        <Button onClick={() => show()} loading={look.isPending}>{t('import.show')}</Button>
      </Form>
      <Flex vertical gap={16} style={{ marginTop: 16 }}>
        {look.error && <Failure error={look.error} />}
        {look.data && <Difference list={look.data.list} overwrite={overwrite} onTick={tick} />}
        {look.data && look.data.list.length > 0 && (
          <>
            <ImpactView impact={look.data.impact} />
            <Input.TextArea aria-label={t('reasonForAll')} placeholder={t('reasonForAll')} rows={2} maxLength={1000} value={reason} onChange={(event) => setReason(event.target.value)} />
            {apply.error && <Failure error={apply.error} />}
            <Flex justify="end"><Button type="primary" onClick={take} loading={apply.isPending}>{t('import.take', { year: look.data.year })}</Button></Flex>
          </>
        )}
      </Flex>
    </Drawer>
  );
}

function Difference({ list, overwrite, onTick }: { list: Listed[]; overwrite: string[]; onTick: (date: string, on: boolean) => void }) {
  const { t } = useTranslation('calendars');
  const text = useText();
  const said = (day: Listed['before']): string => (day ? [t(day.isWorkday ? 'works' : 'off'), text(day.name as never), t(`reason.${day.reason}`)].filter(Boolean).join(' · ') : '');
  if (list.length === 0) return <Alert type="success" showIcon title={t('import.same')} />;
  return (
    <Table
      size="small"
      rowKey="date"
      dataSource={list}
      pagination={false}
      scroll={{ x: 520, y: 320 }}
      columns={[
        { title: t('date'), dataIndex: 'date', width: 116 },
        { title: t('import.change'), key: 'change', width: 110, render: (_, { change }) => <Tag color={COLOURS[change]}>{t(`import.changes.${change}`)}</Tag> },
        { title: t('before'), key: 'before', render: (_, { before }) => before && <del>{said(before)}</del> },
        { title: t('after'), key: 'after', render: (_, { listed }) => <ins>{said(listed)}</ins> },
        { title: t('import.overwrite'), key: 'overwrite', width: 90, render: (_, { date, change }) => (change === 'kept' || overwrite.includes(date)) && <Checkbox checked={overwrite.includes(date)} aria-label={t('import.overwriteDate', { date })} onChange={(event) => onTick(date, event.target.checked)} /> },
      ]}
    />
  );
}
