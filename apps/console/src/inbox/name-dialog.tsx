import { Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSaveFilter, type InboxFilter } from '../api/inbox.ts';
import { Failure } from '../ui/states.tsx';

/** Keeps what the list is narrowed to under a name. */
export function NameDialog({ filter, onClose }: { filter: InboxFilter; onClose: () => void }) {
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
