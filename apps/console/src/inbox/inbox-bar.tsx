import { SaveOutlined, SearchOutlined } from '@ant-design/icons';
import { Button, Flex, Tag } from 'antd';
import Input from 'antd/es/input/Input';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InboxFilter } from '../api/inbox.ts';
import { Choice } from '../ui/choice.tsx';
import { CHECKS, DUES, isNarrow } from './filter.ts';

const NameDialog = lazy(() => import('./name-dialog.tsx').then((module) => ({ default: module.NameDialog })));
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
    <Choice label={t(`narrow.${name}`)} value={(filter[name] as string | undefined) ?? null} onChange={(value) => onChange(without({ ...filter, [name]: value ?? undefined }))} options={values.map((value) => ({ value, label: t(`${name}.${value}`) }))} />
  );
  return (
    <Flex vertical gap={8}>
      <Input prefix={<SearchOutlined />} size="small" allowClear value={text} onChange={(event) => setText(event.target.value)} placeholder={t('narrow.text')} aria-label={t('narrow.text')} />
      <Flex gap={8} wrap>
        {select('due', DUES)}
        {select('check', CHECKS)}
        {isNarrow(filter) && <Button size="small" icon={<SaveOutlined />} onClick={() => setNaming(true)}>{t('saved.keep')}</Button>}
      </Flex>
      {filter.runId && <div><Tag closable onClose={() => onChange(without({ ...filter, runId: undefined }))}>{t('narrow.run', { title: runTitle ?? filter.runId.slice(0, 8) })}</Tag></div>}
      {naming && <Suspense fallback={null}><NameDialog filter={filter} onClose={() => setNaming(false)} /></Suspense>}
    </Flex>
  );
}

const without = (filter: Record<string, unknown>): InboxFilter => Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)) as InboxFilter;
