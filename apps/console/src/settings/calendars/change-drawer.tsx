import { Alert, Button, Drawer, Flex, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarLayer } from '#contracts/api/calendar-layer';
import { useApplyLayer, usePreview } from '../../api/calendars.ts';
import { JobProgress } from '../../ui/job-progress.tsx';
import { Failure, Loading } from '../../ui/states.tsx';
import { ImpactView } from './impact.tsx';

interface Props {
  id: string;
  layer: CalendarLayer;
  /** Version of the layer that was edited. */
  version: number;
  onApplied: () => void;
  onClose: () => void;
}

/** What the edited layer does, before it does it; then how the live runs are counted again, one by one. */
export function ChangeDrawer({ id, layer, version, onApplied, onClose }: Props) {
  const { t } = useTranslation('calendars');
  const [reason, setReason] = useState('');
  const [key] = useState(() => crypto.randomUUID());
  const preview = usePreview(id, layer);
  const apply = useApplyLayer(id);
  const send = (): void => apply.mutate({ layer, version, reason: reason.trim(), key }, { onSuccess: onApplied });
  return (
    <Drawer open size={720} title={t(apply.data ? 'applied' : 'whatMoves')} onClose={onClose}>
      {apply.data ? (
        <Flex vertical gap={16}>
          <Alert type="success" showIcon title={t('appliedVersion', { version: apply.data.version })} />
          <JobProgress id={apply.data.jobId} />
        </Flex>
      ) : (
        <Flex vertical gap={16}>
          {preview.isPending && <Loading />}
          {preview.error && <Failure error={preview.error} retry={() => void preview.refetch()} />}
          {preview.data && <ImpactView impact={preview.data} />}
          <Form layout="vertical">
            <Form.Item label={t('reasonForAll')} htmlFor="calendar-reason" extra={t('reasonHint')} required><Input.TextArea id="calendar-reason" rows={2} maxLength={1000} value={reason} onChange={(event) => setReason(event.target.value)} /></Form.Item>
          </Form>
          {apply.error && <Failure error={apply.error} />}
          <Flex gap={8} justify="end"><Button onClick={onClose}>{t('backToEdit')}</Button><Button type="primary" disabled={!preview.data || reason.trim() === ''} loading={apply.isPending} onClick={send}>{t('apply')}</Button></Flex>
        </Flex>
      )}
    </Drawer>
  );
}
