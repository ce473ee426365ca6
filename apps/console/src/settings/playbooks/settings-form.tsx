import { Card, Flex, Form, Input, InputNumber, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Playbook } from '#contracts/playbook';
import { DurationInput } from '../../ui/duration-input.tsx';
import { useText } from '../../ui/text.ts';
import { refusal } from './problems.ts';
import { durationIn } from './setting-value.tsx';

export interface PartProps {
  playbook: Playbook;
  problems: ReadonlyArray<{ path: string; message: string }>;
  onChange: (playbook: Playbook) => void;
}
type Setting = Playbook['settings'][string];
type Json = Setting['default'];

/** Every figure of the playbook with the section of the handbook that it comes from. */
export function SettingsForm({ playbook, problems, onChange }: PartProps) {
  const { t } = useTranslation('playbooks');
  const text = useText();
  const [wanted, setWanted] = useState('');
  const settings = playbook.settings ?? {};
  const put = (name: string, change: Partial<Setting>): void => onChange({ ...playbook, settings: { ...settings, [name]: { ...settings[name]!, ...change } } });
  const shown = Object.entries(settings).filter(([name, { title }]) => `${name} ${text(title)}`.toLowerCase().includes(wanted.toLowerCase()));
  return (
    <Flex vertical gap={12}>
      <Input.Search allowClear placeholder={t('findSetting')} aria-label={t('findSetting')} onChange={(event) => setWanted(event.target.value)} style={{ maxWidth: 320 }} />
      <Card size="small">
        <Form layout="vertical">
          {shown.map(([name, setting]) => (
            <Form.Item key={name} label={<>{text(setting.title)} <Tag style={{ marginInlineStart: 8 }}>{name}</Tag></>} {...refusal(problems, `settings.${name}`)}>
              <Flex gap={16} wrap align="center">
                <Value setting={setting} label={text(setting.title)} onChange={(value) => put(name, { default: value })} />
                <Flex gap={6} align="center"><span>§</span><Input value={setting.source} maxLength={100} aria-label={t('sourceOf', { title: text(setting.title) })} style={{ width: 90 }} onChange={(event) => put(name, { source: event.target.value })} /></Flex>
              </Flex>
            </Form.Item>
          ))}
        </Form>
      </Card>
    </Flex>
  );
}

/** A value by what it is: a length of time, a number, a text; anything else as JSON. */
function Value({ setting: { default: value, schema }, label, onChange }: { setting: Setting; label: string; onChange: (value: Json) => void }) {
  const duration = durationIn(value);
  const { minimum, maximum, type } = schema as { minimum?: number; maximum?: number; type?: string };
  if (duration) return <DurationInput value={duration} onChange={onChange} label={label} />;
  if (typeof value === 'number') return <InputNumber aria-label={label} value={value} {...(minimum === undefined ? {} : { min: minimum })} {...(maximum === undefined ? {} : { max: maximum })} {...(type === 'integer' ? { precision: 0 } : { step: 0.1 })} onChange={(next) => next !== null && onChange(next)} />;
  if (typeof value === 'string') return <Input aria-label={label} value={value} style={{ width: 220 }} onChange={(event) => onChange(event.target.value)} />;
  return <JsonValue value={value} label={label} onChange={onChange} />;
}

function JsonValue({ value, label, onChange }: { value: Json; label: string; onChange: (value: Json) => void }) {
  const [typed, setTyped] = useState(() => JSON.stringify(value));
  const [odd, setOdd] = useState(false);
  const type = (next: string): void => {
    setTyped(next);
    try {
      onChange(JSON.parse(next) as Json);
      setOdd(false);
    } catch {
      setOdd(true);
    }
  };
  return <Input.TextArea className="json-editor" aria-label={label} value={typed} status={odd ? 'error' : ''} rows={1} style={{ width: 420, maxWidth: '100%', fieldSizing: 'content' }} onChange={(event) => type(event.target.value)} />;
}
