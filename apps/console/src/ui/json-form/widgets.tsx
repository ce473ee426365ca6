import type { MultiSchemaFieldTemplateProps, RegistryWidgetsType, WidgetProps } from '@rjsf/utils';
import { Checkbox, DatePicker, Flex, Typography } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { PersonPicker } from '../person-picker.tsx';

/** A file that an answer may name: an attachment of the task. */
export interface FormFile {
  id: string;
  name: string;
}

/** Files are attached to the task first; the answer says which of them it means. */
function Files({ id, value, onChange, disabled, readonly, registry }: WidgetProps) {
  const { t } = useTranslation('form');
  const files = (registry.formContext as { files?: readonly FormFile[] }).files ?? [];
  const chosen = Array.isArray(value) ? (value as string[]) : [];
  if (files.length === 0) return <Typography.Text type="secondary" id={id}>{t('attachFirst')}</Typography.Text>;
  return (
    <Checkbox.Group value={chosen} onChange={(next) => onChange(next)} disabled={Boolean(disabled || readonly)}>
      <Flex vertical>{files.map((file) => <Checkbox key={file.id} value={file.id}>{file.name}</Checkbox>)}</Flex>
    </Checkbox.Group>
  );
}

/** Widgets of ours, named in a form's look. */
export const widgets: RegistryWidgetsType = {
  files: Files,
  person: ({ id, value, onChange, disabled, readonly, required }: WidgetProps) => (
    <PersonPicker id={id} value={(value as string | undefined) ?? null} onChange={(person) => onChange(person ?? undefined)} disabled={disabled || readonly} clearable={!required} />
  ),
  instant: ({ id, value, onChange, disabled, readonly }: WidgetProps) => (
    <DatePicker id={id} showTime={{ format: 'HH:mm' }} value={value ? dayjs(value as string) : null} onChange={(at) => onChange(at?.toISOString())} disabled={disabled || readonly} style={{ width: '100%' }} />
  ),
  date: ({ id, value, onChange, disabled, readonly }: WidgetProps) => (
    <DatePicker id={id} value={value ? dayjs(value as string) : null} onChange={(at) => onChange(at?.format('YYYY-MM-DD'))} disabled={disabled || readonly} style={{ width: '100%' }} />
  ),
};

/** What a field may be of several kinds: which one, said to those who do not see where the choice stands. */
export function Variants({ selector, optionSchemaField }: MultiSchemaFieldTemplateProps) {
  const { t } = useTranslation('form');
  return <div role="group" aria-label={t('variant')}><label><span className="sr-only">{t('variant')}</span>{selector}</label>{optionSchemaField}</div>;
}
