import { DownOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';

interface Props<T extends string> {
  /** What is chosen here; shown while nothing is. */
  label: string;
  value: T | null;
  options: ReadonlyArray<{ value: T; label: string }>;
  onChange: (value: T | null) => void;
}

/** One of a few, or none. Of the frame's own menu: the library's select would double what the inbox adds to the first load. */
export function Choice<T extends string>({ label, value, options, onChange }: Props<T>) {
  const { t } = useTranslation();
  const chosen = options.find((option) => option.value === value);
  const items = [{ key: '', label: t('choice.any') }, ...options.map((option) => ({ key: option.value, label: option.label }))];
  return (
    <Dropdown trigger={['click']} menu={{ items, selectable: true, selectedKeys: [value ?? ''], onClick: ({ key }) => onChange(key === '' ? null : (key as T)) }}>
      <Button size="small" type={chosen ? 'primary' : 'default'} ghost={chosen !== undefined} icon={<DownOutlined />} iconPlacement="end" aria-label={chosen ? `${label}: ${chosen.label}` : label}>{chosen?.label ?? label}</Button>
    </Dropdown>
  );
}
