import { App, Button, Flex, Form, Input, List, Modal, Table, Tag, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useBeginDraft, useRetire, useRunsOf, type Versions } from '../../api/editions.ts';
import { useNames } from '../../api/people.ts';
import { useMe } from '../../app/me.ts';
import { Failure, Loading } from '../../ui/states.tsx';
import { useTimes } from '../../ui/time.ts';

type Version = Versions['versions'][number];
interface Props {
  slug: string;
  known: Versions;
  onRead: (version: number) => void;
  onCompare: (from: number, to: number) => void;
  onMove: (from: number) => void;
}
const COLOURS: Record<Version['status'], string> = { published: 'green', retired: 'default', draft: 'blue' };

/** Versions, newest first: who published each, which runs are on it, and what can be done with it. */
export function VersionsTable({ slug, known, onRead, onCompare, onMove }: Props) {
  const { t } = useTranslation('playbooks');
  const { role } = useMe();
  const times = useTimes();
  const name = useNames();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const begin = useBeginDraft(slug);
  const [retiring, setRetiring] = useState<number | null>(null);
  const newest = known.versions.find(({ status }) => status === 'published')?.version ?? 0;
  const mayEdit = role === 'admin' || role === 'manager';
  const draft = (version: number): void => begin.mutate(version, { onSuccess: ({ id }) => void navigate(`/settings/playbooks/${slug}/drafts/${id}`), onError: (error) => void message.error(error.message) });
  const origin = ({ publishedBy, origin: from }: Version): string => (from === 'release' ? t('release') : name(publishedBy));
  const acts = ({ version, status, liveRuns }: Version): React.ReactNode => (
    <Flex gap={4} wrap>
      <Button size="small" onClick={() => onRead(version)} aria-label={`${t('read')} ${t('version', { version })}`}>{t('read')}</Button>
      {version !== newest && newest > 0 && <Button size="small" onClick={() => onCompare(Math.min(version, newest), Math.max(version, newest))}>{t('compareWith', { version: newest })}</Button>}
      {mayEdit && <Button size="small" loading={begin.isPending} onClick={() => draft(version)}>{t('newDraft')}</Button>}
      {mayEdit && liveRuns > 0 && version < newest && <Button size="small" onClick={() => onMove(version)}>{t('move')}</Button>}
      {role === 'admin' && status === 'published' && <Button size="small" danger onClick={() => setRetiring(version)}>{t('retire')}</Button>}
    </Flex>
  );
  return (
    <>
      <Table
        title={() => <Typography.Title level={2} style={{ fontSize: 16, margin: 0 }}>{t('versions')}</Typography.Title>}
        size="small"
        rowKey="version"
        dataSource={known.versions}
        pagination={false}
        scroll={{ x: 720 }}
        expandable={{ expandedRowRender: ({ version }) => <RunsOn slug={slug} version={version} />, rowExpandable: ({ liveRuns }) => liveRuns > 0 }}
        columns={[
          { title: t('versionHead'), key: 'version', render: (_, version) => <>{t('version', { version: version.version })} <Tag color={COLOURS[version.status]}>{t(`status.${version.status}`)}</Tag></> },
          { title: t('published'), key: 'published', render: (_, version) => <>{version.publishedAt ? times.at(version.publishedAt) : '–'}<br /><Typography.Text type="secondary">{origin(version)}{version.note ? `: ${version.note}` : ''}</Typography.Text>{version.retiredAt && <div><Typography.Text type="secondary">{t('retiredBy', { name: name(version.retiredBy), at: times.at(version.retiredAt), reason: version.retiredReason })}</Typography.Text></div>}</> },
          { title: t('liveRuns'), dataIndex: 'liveRuns', width: 90 },
          { title: t('acts'), key: 'acts', render: (_, version) => acts(version) },
        ]}
      />
      {retiring !== null && <RetireDialog slug={slug} version={retiring} onClose={() => setRetiring(null)} />}
    </>
  );
}

function RunsOn({ slug, version }: { slug: string; version: number }) {
  const { t } = useTranslation('playbooks');
  const { data: runs, error } = useRunsOf(slug, version);
  if (error) return <Failure error={error} />;
  if (!runs) return <Loading />;
  return <List size="small" header={t('runsOn', { version })} dataSource={runs.filter(({ closedAt }) => closedAt === null)} renderItem={({ id, title }) => <List.Item><Link to={`/runs/${id}`}>{title}</Link></List.Item>} />;
}

function RetireDialog({ slug, version, onClose }: { slug: string; version: number; onClose: () => void }) {
  const { t } = useTranslation('playbooks');
  const [reason, setReason] = useState('');
  const retire = useRetire(slug);
  return (
    <Modal open title={t('retireTitle', { version })} okText={t('retire')} okButtonProps={{ danger: true, disabled: reason.trim() === '', loading: retire.isPending }} onOk={() => retire.mutate({ version, reason: reason.trim() }, { onSuccess: onClose })} onCancel={onClose}>
      <Typography.Paragraph>{t('retireHint')}</Typography.Paragraph>
      <Form layout="vertical"><Form.Item label={t('reason')} htmlFor="retire-reason" required><Input.TextArea id="retire-reason" rows={2} maxLength={1000} value={reason} onChange={(event) => setReason(event.target.value)} /></Form.Item></Form>
      {retire.error && <Failure error={retire.error} />}
    </Modal>
  );
}
