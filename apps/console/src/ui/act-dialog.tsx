import { useQuery } from '@tanstack/react-query';
import { Form, Input, Modal, Spin } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { previewVerb, useVerb, type Noun, type VerbAnswer } from '../api/verbs.ts';
import { Problem } from '../api/problem.ts';
import { Moves } from './moves.tsx';
import { Failure } from './states.tsx';

interface Props {
  title: string;
  noun: Noun;
  id: string;
  verb: string;
  /** Arguments beside the reason; null while they are not complete. */
  args: Record<string, unknown> | null;
  /** Fields for those arguments. */
  children?: ReactNode;
  /** Whether the verb takes a reason; a preview needs none. */
  withReason?: boolean;
  danger?: boolean;
  onClose: (answer?: VerbAnswer) => void;
}
const PLACEHOLDER = '…';

/** Asks for what a verb needs, shows what it would move and whom it would tell, and does it once. */
export function ActDialog({ title, noun, id, verb, args, children, withReason = true, danger = false, onClose }: Props) {
  const { t } = useTranslation('verb');
  const [reason, setReason] = useState('');
  const [key, setKey] = useState(() => crypto.randomUUID());
  const act = useVerb();
  const ready = args !== null;
  const preview = useQuery({
    queryKey: ['preview', noun, id, verb, args],
    queryFn: () => previewVerb({ noun, id, verb, args: { ...args, ...(withReason ? { reason: PLACEHOLDER } : {}) } }),
    // Once it is done there is nothing left to look ahead to.
    enabled: ready && !act.isPending && !act.isSuccess,
    retry: false,
    gcTime: 0,
  });
  const send = async (): Promise<void> => {
    const answer = await act.mutateAsync({ noun, id, verb, args: { ...args, ...(withReason ? { reason } : {}) }, key }).catch((problem: unknown) => {
      // What was refused is over: another try is another act. What did not arrive is tried again as the same.
      if (problem instanceof Problem) setKey(crypto.randomUUID());
      return undefined;
    });
    if (answer) onClose(answer);
  };
  return (
    <Modal
      open
      title={title}
      okText={title}
      okButtonProps={{ danger, disabled: !ready || (withReason && reason.trim() === ''), loading: act.isPending }}
      onOk={() => void send()}
      onCancel={() => onClose()}
    >
      <Form layout="vertical">
        {children}
        {withReason && (
          <Form.Item label={t('reason')} extra={t('reasonHint')} required>
            <Input.TextArea value={reason} onChange={(event) => setReason(event.target.value)} rows={2} maxLength={1000} autoFocus aria-label={t('reason')} />
          </Form.Item>
        )}
      </Form>
      {preview.isFetching && <Spin size="small" />}
      {preview.error && <Failure error={preview.error} />}
      {preview.data && <Moves preview={preview.data} />}
      {act.error && <Failure error={act.error} />}
    </Modal>
  );
}
