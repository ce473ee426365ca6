import { Button, Input, InputNumber, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Playbook } from '../api/playbooks.ts';
import { DurationInput, useLength } from '../ui/duration-input.tsx';
import { useText } from '../ui/text.ts';
import { isDuration } from './is-duration.ts';
import { useRecurrenceWords } from './recurrence-words.ts';

type Setting = Playbook['settings'][string];
export type Settings = Record<string, unknown>;

/** The playbook's settings: each with its default and the handbook section that it comes from, and what this run has instead. */
export function SettingFields({ settings, chosen, onChange }: { settings: Playbook['settings']; chosen: Settings; onChange: (chosen: Settings) => void }) {
  const change = (name: string, value: unknown): void => onChange(value === undefined ? Object.fromEntries(Object.entries(chosen).filter(([key]) => key !== name)) : { ...chosen, [name]: value });
  return <div>{Object.entries(settings).map(([name, setting]) => <SettingRow key={name} setting={setting} value={chosen[name]} onChange={(value) => change(name, value)} />)}</div>;
}

function SettingRow({ setting, value, onChange }: { setting: Setting; value: unknown; onChange: (value: unknown) => void }) {
  const { t } = useTranslation('start');
  const text = useText();
  const words = useValueWords();
  return (
    <div className="setting-row">
      <div>
        <div>{text(setting.title)}</div>
        <Typography.Text type="secondary" style={{ fontSize: 12 }}>{t('default', { value: words(setting.default), source: setting.source })}</Typography.Text>
      </div>
      <div>
        <Editor setting={setting} value={value ?? setting.default} onChange={onChange} label={text(setting.title)} />
        {value !== undefined && <Button size="small" type="link" onClick={() => onChange(undefined)}>{t('reset')}</Button>}
      </div>
    </div>
  );
}

function Editor({ setting, value, onChange, label }: { setting: Setting; value: unknown; onChange: (value: unknown) => void; label: string }) {
  const { t } = useTranslation('start');
  const { minimum, maximum, type } = setting.schema as { minimum?: number; maximum?: number; type?: string };
  if (isDuration(value)) return <DurationInput value={value} onChange={onChange} label={label} />;
  if (typeof value === 'number') return <InputNumber aria-label={label} value={value} min={minimum ?? 0} {...(maximum === undefined ? {} : { max: maximum })} {...(type === 'integer' ? { precision: 0 } : { step: 0.01 })} onChange={(next) => next !== null && onChange(next)} />;
  if (typeof value === 'string') return <Input aria-label={label} value={value} onChange={(event) => onChange(event.target.value)} style={{ width: 120 }} />;
  return <Typography.Text type="secondary" style={{ fontSize: 12 }}>{t('inPlaybook')}</Typography.Text>;
}

/** A setting's value as people say it. */
function useValueWords(): (value: unknown) => string {
  const duration = useLength();
  const recurrence = useRecurrenceWords();
  return (value) => {
    if (isDuration(value)) return duration(value);
    if (typeof value === 'object' && value !== null && 'kind' in value) return recurrence(value as Record<string, unknown>);
    if (typeof value === 'object' && value !== null) return Object.values(value).join(' · ');
    return String(value);
  };
}
