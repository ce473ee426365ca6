import { Button, Card, Checkbox, Flex, Form, Input, List, Modal, Popconfirm, Select, Tag, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SCOPES } from '#contracts/scope';
import { useEndToken, useMakeToken, useTokens } from '../../api/account.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Secret } from '../../ui/secret.tsx';
import { Failure, Loading } from '../../ui/states.tsx';
import { useTimes } from '../../ui/time.ts';

const DAYS = [7, 30, 90, 180, 366];

/** Personal tokens for scripts: made with scopes and an end, shown once, ended. */
export function TokensCard() {
  const { t } = useTranslation('account');
  const times = useTimes();
  const tokens = useTokens();
  const make = useMakeToken();
  const end = useEndToken();
  const [open, setOpen] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <Card size="small" title={<h2 className="card-title">{t('tokens.title')}</h2>} extra={<Button size="small" onClick={() => setOpen(true)}>{t('tokens.make')}</Button>}>
      {tokens.isPending && <Loading />}
      {(tokens.error ?? end.error) && <Failure error={tokens.error ?? end.error} />}
      {tokens.data && (
        <List
          size="small"
          dataSource={tokens.data}
          locale={{ emptyText: t('tokens.none') }}
          rowKey="id"
          renderItem={({ id, name, hint, scopes, expiresAt, usedAt }) => (
            <List.Item extra={<Popconfirm title={t('tokens.revokeAsk', { name })} okText={t('tokens.revoke')} okButtonProps={{ danger: true }} onConfirm={() => end.mutate(id)}><Button size="small" danger>{t('tokens.revoke')}</Button></Popconfirm>}>
              <Flex vertical gap={2}>
                <span>{name} <Typography.Text code>{hint}…</Typography.Text> {scopes.map((scope) => <Tag key={scope}>{t(`tokens.scope.${scope}.name`)}</Tag>)}</span>
                <Typography.Text type="secondary">{t('tokens.until', { at: times.day(expiresAt) })} · {usedAt === null ? t('tokens.unused') : t('tokens.used', { at: times.at(usedAt) })}</Typography.Text>
              </Flex>
            </List.Item>
          )}
        />
      )}
      {open && (
        <FormDialog title={t('tokens.make')} write={make} initial={{ scopes: ['read'], days: 90 }} onClose={(made) => (setOpen(false), setSecret(made?.token ?? null))}>
          <Form.Item name="name" label={t('tokens.name')} extra={t('tokens.nameHint')} rules={[{ required: true, whitespace: true }]}><Input maxLength={100} autoFocus /></Form.Item>
          <Form.Item name="scopes" label={t('tokens.scopes')} rules={[{ required: true }]}>
            <Checkbox.Group><Flex vertical gap={4}>{SCOPES.map((scope) => <Checkbox key={scope} value={scope}>{t(`tokens.scope.${scope}.name`)} <Typography.Text type="secondary">{t(`tokens.scope.${scope}.hint`)}</Typography.Text></Checkbox>)}</Flex></Checkbox.Group>
          </Form.Item>
          <Form.Item name="days" label={t('tokens.days')}><Select options={DAYS.map((days) => ({ value: days, label: t('tokens.inDays', { count: days }) }))} /></Form.Item>
        </FormDialog>
      )}
      {secret !== null && (
        <Modal open title={t('tokens.made')} mask={{ closable: false }} onCancel={() => setSecret(null)} footer={<Button type="primary" onClick={() => setSecret(null)}>{t('tokens.kept')}</Button>}>
          <Typography.Paragraph>{t('tokens.once')}</Typography.Paragraph>
          <Secret text={secret} label={t('tokens.made')} />
        </Modal>
      )}
    </Card>
  );
}
