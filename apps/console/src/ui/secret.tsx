import { CheckOutlined, CopyOutlined } from '@ant-design/icons';
import { Button, Flex, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

/** Something that is shown once and is to be kept elsewhere: read off, or copied. */
export function Secret({ text, label }: { text: string; label: string }) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  const copy = (): void => void navigator.clipboard?.writeText(text).then(() => setCopied(true), () => undefined);
  return (
    <Flex gap={8} align="start" style={{ marginBottom: 16 }}>
      <Typography.Text code role="textbox" aria-readonly aria-label={label} tabIndex={0} style={{ whiteSpace: 'pre-wrap', flex: 1, fontSize: 14 }}>{text}</Typography.Text>
      <Button size="small" icon={copied ? <CheckOutlined /> : <CopyOutlined />} onClick={copy}>{t(copied ? 'action.copied' : 'action.copy')}</Button>
    </Flex>
  );
}
