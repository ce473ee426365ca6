import { useQueryClient } from '@tanstack/react-query';
import { Button, Card, Flex, Form, Input, Modal, QRCode, Tag, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConfirmTotp, useDisableTotp, useEnrolTotp } from '../../api/account.ts';
import { ME, useMe } from '../../app/me.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Secret } from '../../ui/secret.tsx';

type Step = { kind: 'prove' } | { kind: 'scan'; secret: string; uri: string } | { kind: 'codes'; codes: string[] } | { kind: 'off' };

/** One-time codes beside the password: on in three steps (password, app, recovery codes), off by password and code. */
export function SecondFactorCard() {
  const { t } = useTranslation('account');
  const { secondFactor, hasPassword } = useMe();
  const client = useQueryClient();
  const [step, setStep] = useState<Step | null>(null);
  const enrol = useEnrolTotp();
  const confirm = useConfirmTotp();
  const disable = useDisableTotp();
  const finished = (): void => {
    setStep(null);
    void client.invalidateQueries({ queryKey: ME });
  };
  const password = hasPassword && <Form.Item name="password" label={t('password.current')} rules={[{ required: true }]}><Input.Password autoComplete="current-password" autoFocus /></Form.Item>;
  const code = <Form.Item name="code" label={t('totp.code')} rules={[{ required: true, min: 6 }]}><Input autoComplete="one-time-code" inputMode="numeric" maxLength={40} /></Form.Item>;
  return (
    <Card size="small" title={<h2 className="card-title">{t('totp.title')}</h2>} extra={<Tag color={secondFactor ? 'green' : 'default'}>{t(secondFactor ? 'totp.on' : 'totp.off')}</Tag>}>
      <Typography.Paragraph type="secondary">{t('totp.lead')}</Typography.Paragraph>
      {secondFactor ? <Button danger onClick={() => setStep({ kind: 'off' })}>{t('totp.turnOff')}</Button> : <Button onClick={() => setStep({ kind: 'prove' })}>{t('totp.turnOn')}</Button>}
      {step?.kind === 'prove' && (
        <FormDialog title={t('totp.turnOn')} does={t('next')} write={enrol} onClose={(answer) => setStep(answer ? { kind: 'scan', ...answer } : null)}>
          {password || <Typography.Paragraph>{t('totp.begin')}</Typography.Paragraph>}
        </FormDialog>
      )}
      {step?.kind === 'scan' && (
        <FormDialog title={t('totp.scan')} does={t('totp.confirm')} write={confirm} onClose={(answer) => setStep(answer ? { kind: 'codes', codes: answer.recoveryCodes } : null)}>
          <Typography.Paragraph>{t('totp.scanHint')}</Typography.Paragraph>
          <Flex justify="center" style={{ marginBottom: 12 }}><QRCode type="svg" value={step.uri} errorLevel="M" size={192} bgColor="#ffffff" color="#000000" aria-label={t('totp.qr')} /></Flex>
          <Typography.Paragraph type="secondary" style={{ marginBottom: 4 }}>{t('totp.byHand')}</Typography.Paragraph>
          <Secret text={step.secret} label={t('totp.secret')} />
          {code}
        </FormDialog>
      )}
      {step?.kind === 'codes' && <RecoveryCodes codes={step.codes} onClose={finished} />}
      {step?.kind === 'off' && <FormDialog title={t('totp.turnOff')} danger write={disable} onClose={() => setStep(null)}>{password}{code}</FormDialog>}
    </Card>
  );
}

/** Shown this once: whoever loses the app gets in by them. */
function RecoveryCodes({ codes, onClose }: { codes: string[]; onClose: () => void }) {
  const { t } = useTranslation('account');
  return (
    <Modal open title={t('totp.codes')} closable={false} mask={{ closable: false }} keyboard={false} footer={<Button type="primary" onClick={onClose}>{t('totp.kept')}</Button>}>
      <Typography.Paragraph>{t('totp.codesHint')}</Typography.Paragraph>
      <Secret text={codes.join('\n')} label={t('totp.codes')} />
    </Modal>
  );
}
