import { Select } from 'antd';
import { usePeople } from '../api/people.ts';

interface Props {
  id?: string;
  value: string | null;
  onChange: (person: string | null) => void;
  disabled?: boolean;
  clearable?: boolean;
  /** People that may be picked; everybody by default. */
  among?: readonly string[];
  label?: string;
  placeholder?: string;
}

/** One person by name, role or team. */
export function PersonPicker({ id, value, onChange, disabled = false, clearable = true, among, label, placeholder }: Props) {
  const people = usePeople().filter((person) => !among || among.includes(person.id));
  return (
    <Select
      {...(id ? { id } : {})}
      {...(label ? { 'aria-label': label } : {})}
      placeholder={placeholder}
      value={value}
      onChange={(person: string | undefined) => onChange(person ?? null)}
      disabled={disabled}
      allowClear={clearable}
      showSearch={{ optionFilterProp: 'search' }}
      style={{ width: '100%' }}
      options={people.map((person) => ({ value: person.id, label: person.name, search: [person.name, ...person.roles, ...person.teams].join(' ') }))}
    />
  );
}
