import { Alert, Flex, Input, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

/** The whole playbook as JSON, for what no form offers. It is parsed, never run; what does not parse yet is not taken over. */
export function JsonEditor({ value, onChange }: { value: object; onChange: (value: object) => void }) {
  const { t } = useTranslation('playbooks');
  const [typed, setTyped] = useState(() => JSON.stringify(value, null, 2));
  const [problem, setProblem] = useState<string | null>(null);
  const type = (next: string): void => {
    setTyped(next);
    try {
      const parsed: unknown = JSON.parse(next);
      if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return setProblem(t('jsonObject'));
      setProblem(null);
      onChange(parsed);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <Flex vertical gap={8} className="json-editor">
      <Typography.Text type="secondary">{t('jsonHint')}</Typography.Text>
      {problem && <Alert type="error" showIcon title={t('jsonOdd')} description={problem} />}
      <Input.TextArea aria-label={t('edit.json')} rows={28} spellCheck={false} value={typed} status={problem ? 'error' : ''} onChange={(event) => type(event.target.value)} />
    </Flex>
  );
}
