import { SaveOutlined } from '@ant-design/icons';
import { Button, Flex, Form, Input, Modal, Select, Tag } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSaveFilter, type InboxFilter } from '../api/inbox.ts';
import { Failure } from '../ui/states.tsx';
import { CHECKS, DUES, isNarrow } from './filter.ts';

const QUIET_MS = 300;

interface Props {
  filter: InboxFilter;
  onChange: (filter: InboxFilter) => void;
  /** Of the run that the list is narrowed to. */
  runTitle?: string | undefined;
}

/** Narrows the list: by words, due time, check and run; what is worth keeping can be kept under a name. */
export function InboxBar({ filter, onChange, runTitle }: Props) {
  const { t } = useTranslation('inbox');
  const [text, setText] = useState(filter.text ?? '');
  const [naming, setNaming] = useState(false);
  useEffect(() => setText(filter.text ?? ''), [filter.text]);
  useEffect(() => {
    if (text.trim() === (filter.text ?? '')) return;
    const timer = setTimeout(() => onChange(without({ ...filter, text: text.trim() || undefined })), QUIET_MS);
    return () => clearTimeout(timer);
  }, [text, filter, onChange]);
  const select = (name: 'due' | 'check', values: readonly string[]) => (
    <Select
      size="small"
      allowClear
      aria-label={t(`narrow.${name}`)}
      placeholder={t(`narrow.${name}`)}
      value={filter[name] ?? null}
      onChange={(value: string | null) => onChange(without({ ...filter, [name]: value ?? undefined }))}
      options={values.map((value) => ({ value, label: t(`${name}.${value}`) }))}
      style={{ minWidth: 104, flex: 1 }}
    />
  );
  return (
    <Flex vertical gap={8}>
      <Input.Search size="small" allowClear value={text} onChange={(event) => setText(event.target.value)} placeholder={t('narrow.text')} aria-label={t('narrow.text')} />
      <Flex gap={8} wrap>
        {select('due', DUES)}
        {select('check', CHECKS)}
        {isNarrow(filter) && <Button size="small" icon={<SaveOutlined />} onClick={() => setNaming(true)}>{t('saved.keep')}</Button>}
      </Flex>
      {filter.runId && <div><Tag closable onClose={() => onChange(without({ ...filter, runId: undefined }))}>{t('narrow.run', { title: runTitle ?? filter.runId.slice(0, 8) })}</Tag></div>}
      {naming && <NameDialog filter={filter} onClose={() => setNaming(false)} />}
    </Flex>
  );
}

const without = (filter: Record<string, unknown>): InboxFilter => Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)) as InboxFilter;

function NameDialog({ filter, onClose }: { filter: InboxFilter; onClose: () => void }) {
  const { t } = useTranslation('inbox');
  const [name, setName] = useState('');
  const [key] = useState(() => crypto.randomUUID());
  const save = useSaveFilter();
  return (
    <Modal open title={t('saved.keep')} okText={t('saved.keep')} okButtonProps={{ disabled: name.trim() === '', loading: save.isPending }} onOk={() => save.mutate({ name, filter, key } as never, { onSuccess: onClose })} onCancel={onClose}>
      <Form layout="vertical"><Form.Item label={t('saved.name')} required><Input value={name} onChange={(event) => setName(event.target.value)} maxLength={60} autoFocus aria-label={t('saved.name')} /></Form.Item></Form>
      {save.error && <Failure error={save.error} />}
    </Modal>
  );
}
