import { Alert, Button, Drawer, Flex, Form, Input, List, Select, Tag, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useJobPreview, useStartJob, type JobStart } from '../../api/jobs.ts';
import { useRunsOf, type Versions } from '../../api/editions.ts';
import { JobProgress } from '../../ui/job-progress.tsx';
import { Failure, Loading } from '../../ui/states.tsx';

const PLACEHOLDER = '…';

/** Live runs of a version go to a newer one: first what that does to each, then the moving, run by run. */
export function MoveDrawer({ slug, known, from, onClose }: { slug: string; known: Versions; from: number; onClose: () => void }) {
  const { t } = useTranslation('playbooks');
  const newer = known.versions.filter(({ version, status }) => version > from && status === 'published');
  const [to, setTo] = useState(newer[0]?.version ?? from);
  const [reason, setReason] = useState('');
  const [key] = useState(() => crypto.randomUUID());
  const { data: runs } = useRunsOf(slug, from);
  const runIds = runs?.filter(({ closedAt }) => closedAt === null).map(({ id }) => id) ?? [];
  const body = (why: string): JobStart => ({ kind: 'playbook-move', playbook: slug, to, runIds, reason: why }) as JobStart;
  const preview = useJobPreview(runIds.length > 0 ? body(PLACEHOLDER) : null);
  const start = useStartJob();
  if (start.data) return <Drawer open size={640} title={t('moving', { to })} onClose={onClose}><JobProgress id={start.data.id} /></Drawer>;
  return (
    <Drawer open size={640} title={t('moveTitle', { from })} onClose={onClose}>
      <Flex vertical gap={16}>
        <Typography.Text>{t('moveHint')}</Typography.Text>
        <Flex gap={8} align="center"><label htmlFor="move-to">{t('moveTo')}</label><Select id="move-to" value={to} onChange={setTo} options={newer.map(({ version }) => ({ value: version, label: t('version', { version }) }))} style={{ width: 160 }} /></Flex>
        {(preview.isFetching || !runs) && <Loading />}
        {preview.error && <Failure error={preview.error} retry={() => void preview.refetch()} />}
        {preview.data && (
          <>
            <Alert type="info" showIcon title={t('moveSummary', { total: preview.data.total, shown: preview.data.previewed, told: preview.data.told.length })} />
            <List
              size="small"
              bordered
              dataSource={preview.data.runs}
              renderItem={({ runId, title, refusal, tasks }) => (
                <List.Item key={runId} extra={<Tag color={refusal ? 'red' : 'green'}>{t(refusal ? 'stays' : 'goes')}</Tag>}>
                  <div>{title}<br /><Typography.Text type="secondary">{refusal ? (refusal.detail ?? refusal.rule ?? refusal.code) : t('tasksMove', { count: tasks })}</Typography.Text></div>
                </List.Item>
              )}
            />
          </>
        )}
        <Form layout="vertical"><Form.Item label={t('reason')} htmlFor="move-reason" required><Input.TextArea id="move-reason" rows={2} maxLength={1000} value={reason} onChange={(event) => setReason(event.target.value)} /></Form.Item></Form>
        {start.error && <Failure error={start.error} />}
        <Flex justify="end" gap={8}><Button onClick={onClose}>{t('cancel')}</Button><Button type="primary" disabled={!preview.data || reason.trim() === ''} loading={start.isPending} onClick={() => start.mutate({ key, body: body(reason.trim()) })}>{t('moveDo', { to })}</Button></Flex>
      </Flex>
    </Drawer>
  );
}
