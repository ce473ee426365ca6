import { useQuery } from '@tanstack/react-query';
import { Form, List, Select, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, data } from '../api/client.ts';
import type { Run } from '../api/runs.ts';
import { ActDialog } from '../ui/act-dialog.tsx';
import { Failure, Loading } from '../ui/states.tsx';
import { useText } from '../ui/text.ts';

/** Moves the run to another published version of its playbook, with what changes between the two. */
export function MoveDialog({ run, onClose }: { run: Run; onClose: () => void }) {
  const { t } = useTranslation('runs');
  const { slug, version: present } = run.playbook;
  const [to, setTo] = useState<number | null>(null);
  const versions = useQuery({ queryKey: ['playbooks', slug, 'versions'], queryFn: () => data(api.GET('/api/v1/playbooks/{slug}/versions', { params: { path: { slug } } })) });
  const others = (versions.data?.versions ?? []).filter(({ version, status }) => version !== present && status === 'published');
  return (
    <ActDialog title={t('verb.move')} noun="runs" id={run.id} verb="move" args={to === null ? null : { to, version: run.version }} onClose={onClose}>
      {versions.isPending && <Loading />}
      {versions.error && <Failure error={versions.error} />}
      {versions.data && others.length === 0 && <Typography.Paragraph type="secondary">{t('noOtherVersion', { version: present })}</Typography.Paragraph>}
      {others.length > 0 && <Form.Item label={t('toVersion')}><Select aria-label={t('toVersion')} value={to} onChange={setTo} options={others.map(({ version, note }) => ({ value: version, label: note ? `${t('version', { version })} · ${note}` : t('version', { version }) }))} /></Form.Item>}
      {to !== null && <Changes slug={slug} from={present} to={to} />}
    </ActDialog>
  );
}

function Changes({ slug, from, to }: { slug: string; from: number; to: number }) {
  const { t } = useTranslation('runs');
  const text = useText();
  const { data: difference, error, isPending } = useQuery({ queryKey: ['playbooks', slug, 'diff', from, to], queryFn: () => data(api.GET('/api/v1/playbooks/{slug}/diff', { params: { path: { slug }, query: { from, to } }, headers: { Accept: 'application/json' } })) });
  if (isPending) return <Loading />;
  if (error) return <Failure error={error} />;
  return <List size="small" header={t('changes', { count: difference.changes.length })} dataSource={difference.changes} renderItem={(change) => <List.Item>{text(change.sentence)}</List.Item>} style={{ maxHeight: 220, overflowY: 'auto' }} />;
}
