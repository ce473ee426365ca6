import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, data } from '../api/client.ts';

const MOST = 100;
const FRESH_MS = 60_000;

/** One of the latest runs. */
export function RunPicker({ value, onChange }: { value: string | undefined; onChange: (run: string | undefined) => void }) {
  const { t } = useTranslation('pieces');
  const { data: page } = useQuery({ queryKey: ['runs', 'picker'], queryFn: () => data(api.GET('/api/v1/runs', { params: { query: { limit: MOST } } })), staleTime: FRESH_MS });
  const options = (page?.items ?? []).map(({ id, title }) => ({ value: id, label: title }));
  return <Select aria-label={t('run')} allowClear placeholder={t('everyRun')} value={value ?? null} onChange={onChange} options={options} showSearch={{ optionFilterProp: 'label' }} className="piece-filter" popupMatchSelectWidth={false} />;
}
