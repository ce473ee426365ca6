import { Flex, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { editionIn, type Edition, type Versions } from '../../api/editions.ts';
import { useTimes } from '../../ui/time.ts';

interface Props {
  id: string;
  label: string;
  known: Versions;
  value: Edition | null;
  onChange: (edition: Edition) => void;
}

/** A version by number, or a draft by when it was changed. */
export function EditionPicker({ id, label, known, value, onChange }: Props) {
  const { t } = useTranslation('playbooks');
  const times = useTimes();
  const options = [
    ...known.drafts.map((draft) => ({ value: draft.id, label: t('draftOf', { at: times.at(draft.updatedAt) }) })),
    ...known.versions.map(({ version, status }) => ({ value: String(version), label: `${t('version', { version })} · ${t(`status.${status}`)}` })),
  ];
  return (
    <Flex gap={8} align="center" wrap style={{ marginBottom: 12 }}>
      <label htmlFor={id}>{label}</label>
      <Select id={id} value={value === null ? null : String(value)} options={options} onChange={(text) => onChange(editionIn(text))} style={{ width: 280, maxWidth: '100%' }} />
    </Flex>
  );
}
