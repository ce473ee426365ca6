import { useMutation } from '@tanstack/react-query';
import { Form, Input, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { api, data } from '../api/client.ts';
import type { Problem } from '../api/problem.ts';
import type { Run } from '../api/runs.ts';
import { FormDialog } from '../ui/form-dialog.tsx';

interface Values {
  title: string;
  version: 'newest' | 'same';
}

/** Starts a run like this one. */
export function CopyDialog({ run, onClose }: { run: Run; onClose: () => void }) {
  const { t } = useTranslation('runs');
  const navigate = useNavigate();
  const [key] = useState(() => crypto.randomUUID());
  const copy = useMutation<{ id: string }, Problem, Values>({
    mutationFn: (body) => data(api.POST('/api/v1/runs/{id}/copy', { params: { path: { id: run.id }, header: { 'Idempotency-Key': key } }, body })),
  });
  return (
    <FormDialog<Values, { id: string }> title={t('verb.copy')} write={copy} initial={{ title: run.title, version: 'newest' }} onClose={(made) => (made ? void navigate(`/runs/${made.id}`) : onClose())}>
      <Form.Item name="title" label={t('titleOfCopy')} rules={[{ required: true, whitespace: true }]}><Input maxLength={200} /></Form.Item>
      <Form.Item name="version" label={t('versionOfCopy')}><Radio.Group options={(['newest', 'same'] as const).map((value) => ({ value, label: t(`copyVersion.${value}`, { version: run.playbook.version }) }))} /></Form.Item>
    </FormDialog>
  );
}
