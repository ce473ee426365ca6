import { Alert, Button, Flex, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { useVerify, type Verdict } from '../../api/audit.ts';
import { Failure } from '../../ui/states.tsx';

/** Proves on demand that nothing in the chain was changed, and says where it was. */
export function Verify() {
  const { t } = useTranslation('audit');
  const verify = useVerify();
  const again = <Button size="small" loading={verify.isPending} onClick={() => verify.mutate()}>{t('verify.do')}</Button>;
  if (verify.error) return <Failure error={verify.error} retry={() => verify.mutate()} />;
  if (!verify.data) return <Alert type="info" title={t('verify.what')} action={again} />;
  return <Result verdict={verify.data} action={again} />;
}

function Result({ verdict: { ok, entries, head, firstBroken, unsealed }, action }: { verdict: Verdict; action: React.ReactNode }) {
  const { t } = useTranslation('audit');
  const title = ok ? t('verify.holds', { count: entries }) : firstBroken ? t('verify.broken', { seq: firstBroken.seq, fault: t(`fault.${firstBroken.fault}`) }) : t('verify.unsealed', { count: unsealed ?? 0 });
  const details = (
    <Flex vertical>
      {head.seq > 0 && <Typography.Text type="secondary">{t('verify.head', { seq: head.seq })} <Typography.Text code copyable={{ text: head.hash }}>{head.hash.slice(0, 16)}…</Typography.Text></Typography.Text>}
      {firstBroken && (unsealed ?? 0) > 0 && <span>{t('verify.unsealed', { count: unsealed ?? 0 })}</span>}
    </Flex>
  );
  return <div role="status"><Alert type={ok ? 'success' : 'error'} showIcon title={title} description={details} action={action} /></div>;
}
