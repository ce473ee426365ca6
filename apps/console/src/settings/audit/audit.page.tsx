import { Button, Card, DatePicker, Flex, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AUDIT_SOURCES } from '#contracts/audit';
import { exportAddress, useAudit, type AuditFilter } from '../../api/audit.ts';
import { useDebounced } from '../../ui/debounced.ts';
import { Page } from '../../ui/page.tsx';
import { PersonPicker } from '../../ui/person-picker.tsx';
import { MoreRows, Rows } from '../../ui/rows.tsx';
import { Failure, Loading, Nothing } from '../../ui/states.tsx';
import { EntryRow } from './entry-row.tsx';
import { Verify } from './verify.tsx';

/** Who did what, when and to what: searched, taken along, proved. */
export function Component() {
  const { t } = useTranslation('audit');
  const [filter, setFilter] = useState<AuditFilter>({});
  const settled = useDebounced(filter);
  const audit = useAudit(settled);
  const entries = audit.data?.pages.flatMap((page) => page.items) ?? [];
  const exports = (['ndjson', 'csv'] as const).map((format) => <Button key={format} href={exportAddress(settled, format)} download>{t('export', { format: format.toUpperCase() })}</Button>);
  return (
    <Page title={t('title')} actions={exports}>
      <Flex vertical gap={16}>
        <Verify />
        <Card size="small">
          <Filters filter={filter} onChange={setFilter} />
          {audit.isPending && <Loading />}
          {audit.error && <Failure error={audit.error} retry={() => void audit.refetch()} />}
          {audit.data && entries.length === 0 && <Nothing>{t('none')}</Nothing>}
          <Rows label={t('title')} items={entries} keyOf={({ seq }) => String(seq)}>{(entry) => <EntryRow entry={entry} />}</Rows>
          <MoreRows query={audit} />
        </Card>
      </Flex>
    </Page>
  );
}

function Filters({ filter, onChange }: { filter: AuditFilter; onChange: (filter: AuditFilter) => void }) {
  const { t } = useTranslation('audit');
  const set = (part: { [K in keyof AuditFilter]?: AuditFilter[K] | undefined | null }): void => onChange(Object.fromEntries(Object.entries({ ...filter, ...part }).filter(([, value]) => value !== undefined && value !== null && value !== '')) as AuditFilter);
  const field = (name: 'text' | 'action' | 'target' | 'runId') => <Input allowClear value={filter[name] ?? ''} placeholder={t(`field.${name}`)} aria-label={t(`field.${name}`)} onChange={(event) => set({ [name]: event.target.value.trim() })} style={{ flex: '1 1 150px' }} maxLength={100} />;
  return (
    <Flex gap={8} wrap style={{ marginBottom: 8 }}>
      {field('text')}
      <div style={{ flex: '1 1 170px' }}><PersonPicker value={filter.actor ?? null} onChange={(actor) => set({ actor })} label={t('field.actor')} placeholder={t('field.actor')} /></div>
      {field('action')}
      {field('target')}
      {field('runId')}
      <Select allowClear placeholder={t('field.source')} aria-label={t('field.source')} value={filter.source} onChange={(source) => set({ source })} options={AUDIT_SOURCES.map((source) => ({ value: source, label: t(`source.${source}`) }))} style={{ flex: '0 1 140px', minWidth: 120 }} />
      <DatePicker.RangePicker aria-label={t('field.when')} onChange={(days) => set({ from: days?.[0]?.startOf('day').valueOf(), until: days?.[1]?.endOf('day').add(1, 'ms').valueOf() })} style={{ flex: '1 1 220px' }} />
    </Flex>
  );
}
