import { DeleteOutlined, DownloadOutlined, LinkOutlined, PaperClipOutlined, UploadOutlined } from '@ant-design/icons';
import { Button, Card, Flex, Form, Input, Modal, Progress, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { uploadFile, useAttachments, type Attachment } from '../api/attachments.ts';
import { useNames } from '../api/people.ts';
import type { Task } from '../api/tasks.ts';
import { useMe } from '../app/me.ts';
import { Failure } from '../ui/states.tsx';
import { useTimes } from '../ui/time.ts';

interface Upload {
  name: string;
  share: number;
}

/** Files and links at the task: sent up with their progress, opened, taken off and brought back. */
export function TaskAttachments({ task }: { task: Task }) {
  const { t } = useTranslation('task');
  const { refresh, link, remove, restore } = useAttachments(task.id);
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const [failure, setFailure] = useState<unknown>();
  const [gone, setGone] = useState<Attachment>();
  const [linking, setLinking] = useState(false);
  const send = async (files: readonly File[]): Promise<void> => {
    setFailure(undefined);
    for (const file of files) {
      setUploads((before) => [...before, { name: file.name, share: 0 }]);
      const progress = (share: number): void => setUploads((before) => before.map((one) => (one.name === file.name ? { ...one, share } : one)));
      await uploadFile(task.id, file, progress).catch(setFailure);
      setUploads((before) => before.filter(({ name }) => name !== file.name));
    }
    await refresh();
  };
  const may = task.verbs.includes('attach');
  if (!may && task.attachments.length === 0) return null;
  return (
    <Card size="small" title={t('attachments.title')}>
      <Flex vertical gap={8}>
        {task.attachments.length === 0 && <Typography.Text type="secondary">{t('attachments.none')}</Typography.Text>}
        {task.attachments.map((one) => <AttachmentRow key={one.id} attachment={one} onRemove={() => remove.mutate(one.id, { onSuccess: () => setGone(one) })} />)}
        {gone && <Flex gap={8} align="center" role="status"><Typography.Text type="secondary">{t('attachments.gone', { name: gone.name })}</Typography.Text><Button size="small" onClick={() => restore.mutate(gone.id, { onSuccess: () => setGone(undefined) })}>{t('attachments.restore')}</Button></Flex>}
        {uploads.map(({ name, share }) => <div key={name}><Typography.Text>{name}</Typography.Text><Progress percent={Math.round(share * 100)} size="small" aria-label={name} /></div>)}
        {[failure, remove.error, restore.error].filter(Boolean).map((error, index) => <Failure key={index} error={error} />)}
        {may && <AddButtons onFiles={(files) => void send(files)} onLink={() => setLinking(true)} />}
      </Flex>
      {linking && <LinkDialog adding={link} onClose={() => setLinking(false)} />}
    </Card>
  );
}

function AddButtons({ onFiles, onLink }: { onFiles: (files: File[]) => void; onLink: () => void }) {
  const { t } = useTranslation('task');
  return (
    <Flex gap={8} wrap align="center">
      <label className="ant-btn ant-btn-default ant-btn-sm file-button">
        <UploadOutlined /> {t('attachments.upload')}
        <input type="file" multiple className="file-input" onChange={(event) => (onFiles([...(event.target.files ?? [])]), (event.target.value = ''))} />
      </label>
      <Button size="small" icon={<LinkOutlined />} onClick={onLink}>{t('attachments.link')}</Button>
      <Typography.Text type="secondary" style={{ fontSize: 12 }}>{t('attachments.limit')}</Typography.Text>
    </Flex>
  );
}

const sizeOf = (bytes: number): string => (bytes >= 1024 * 1024 ? `${(bytes / 1024 / 1024).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1024))} kB`);

function AttachmentRow({ attachment: { id, kind, name, url, size, author, createdAt }, onRemove }: { attachment: Attachment; onRemove: () => void }) {
  const { t } = useTranslation('task');
  const nameOf = useNames();
  const times = useTimes();
  const me = useMe();
  const file = kind === 'file';
  return (
    <Flex gap={8} align="center" wrap>
      {file ? <PaperClipOutlined /> : <LinkOutlined />}
      <a href={file ? `/api/v1/attachments/${id}` : (url ?? '#')} target="_blank" rel="noreferrer" {...(file ? { download: name } : {})}>{name} {file && <DownloadOutlined />}</a>
      <Typography.Text type="secondary" style={{ fontSize: 12 }}>{size !== null && `${sizeOf(size)} · `}{nameOf(author)}, {times.at(createdAt)}</Typography.Text>
      {author === me.id && <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t('attachments.remove', { name })} onClick={onRemove} />}
    </Flex>
  );
}

function LinkDialog({ adding, onClose }: { adding: ReturnType<typeof useAttachments>['link']; onClose: () => void }) {
  const { t } = useTranslation('task');
  const [url, setUrl] = useState('');
  const [title, setTitle] = useState('');
  return (
    <Modal open title={t('attachments.link')} okText={t('attachments.link')} okButtonProps={{ disabled: !/^https?:\/\/./.test(url), loading: adding.isPending }} onOk={() => adding.mutate({ url, ...(title.trim() ? { title: title.trim() } : {}) }, { onSuccess: onClose })} onCancel={onClose}>
      <Form layout="vertical">
        <Form.Item label={t('evidence.link')} required><Input type="url" placeholder="https://" value={url} onChange={(event) => setUrl(event.target.value)} autoFocus aria-label={t('evidence.link')} /></Form.Item>
        <Form.Item label={t('attachments.name')}><Input value={title} onChange={(event) => setTitle(event.target.value)} maxLength={200} aria-label={t('attachments.name')} /></Form.Item>
      </Form>
      {adding.error && <Failure error={adding.error} />}
    </Modal>
  );
}
