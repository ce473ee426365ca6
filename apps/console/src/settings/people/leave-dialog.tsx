import { Button, Flex, Modal, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAccountChange, type Account } from '../../api/accounts.ts';
import { Failure } from '../../ui/states.tsx';
import { DutiesView } from './duties-view.tsx';
import { HandOver } from './hand-over.tsx';

/** Before an account is closed: what hangs on the person, and giving their work to somebody first. */
export function LeaveDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  const { t } = useTranslation('people');
  const change = useAccountChange(account.id);
  const leave = (): void => change.mutate({ disabled: true }, { onSuccess: onClose });
  return (
    <Modal open title={t('leave.ask', { name: account.name })} onCancel={onClose} width={640} footer={<Button danger type="primary" loading={change.isPending} onClick={leave}>{t('leave.title')}</Button>}>
      <Flex vertical gap={12}>
        <Typography.Text>{t('leave.what')}</Typography.Text>
        <DutiesView id={account.id} />
        <HandOver id={account.id} />
        {change.error && <Failure error={change.error} />}
      </Flex>
    </Modal>
  );
}
