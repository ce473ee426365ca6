import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Flex, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDuties } from '../../api/accounts.ts';
import { useJobPreview, useStartJob, type JobStart } from '../../api/jobs.ts';
import { usePeople } from '../../api/people.ts';
import { JobProgress } from '../../ui/job-progress.tsx';
import { PersonPicker } from '../../ui/person-picker.tsx';
import { Failure, Loading } from '../../ui/states.tsx';

const ASKED = '…';
const bulk = (from: string, to: string, reason: string): JobStart => ({ kind: 'bulk', name: 'reassignPerson', args: { from, to }, reason });

/** Gives all open work of somebody to another, run by run, with a preview before and a result for each. */
export function HandOver({ id }: { id: string }) {
  const { t } = useTranslation('people');
  const duties = useDuties(id).data;
  const client = useQueryClient();
  const others = usePeople().filter((person) => person.id !== id).map((person) => person.id);
  const [to, setTo] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const [key] = useState(() => crypto.randomUUID());
  const preview = useJobPreview(to ? bulk(id, to, ASKED) : null);
  const start = useStartJob();
  const begin = (): void => start.mutate({ key, body: bulk(id, to!, reason.trim()) }, { onSettled: () => void client.invalidateQueries({ queryKey: ['accounts', id] }) });
  if (start.data) return <div style={{ marginTop: 12 }}><JobProgress id={start.data.id} /></div>;
  if (!duties || duties.tasks.total + duties.claimable === 0) return null;
  return (
    <Form layout="vertical" style={{ marginTop: 12 }}>
      <Form.Item label={t('handOver.to')} extra={t('handOver.hint')}><PersonPicker value={to} onChange={setTo} among={others} label={t('handOver.to')} /></Form.Item>
      {to && (
        <Flex vertical gap={8}>
          {preview.isFetching && <Loading />}
          {preview.error && <Failure error={preview.error} />}
          {preview.data && <Alert type="info" title={t('handOver.preview', { runs: preview.data.total, tasks: preview.data.runs.reduce((sum, run) => sum + run.tasks, 0), people: preview.data.told.length })} />}
          <Form.Item label={t('handOver.reason')} required><Input.TextArea rows={2} maxLength={1000} value={reason} onChange={(event) => setReason(event.target.value)} aria-label={t('handOver.reason')} /></Form.Item>
          {start.error && <Failure error={start.error} />}
          <div><Button type="primary" disabled={reason.trim() === '' || !preview.data} loading={start.isPending} onClick={begin}>{t('handOver.do')}</Button></div>
        </Flex>
      )}
    </Form>
  );
}
