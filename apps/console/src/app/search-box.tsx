import { SearchOutlined } from '@ant-design/icons';
import Input from 'antd/es/input/Input';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../ui/keys.ts';

/** Lists of things to choose from weigh as much as the whole inbox: they come when somebody searches. */
const SearchField = lazy(() => import('./search-field.tsx').then((module) => ({ default: module.SearchField })));

/** One box for everything; “/” goes to it. */
export function SearchBox() {
  const { t } = useTranslation('search');
  const [used, setUsed] = useState(false);
  const [slash] = useState(() => ({ '/': () => setUsed(true) }));
  const box = <Input className="search-box" prefix={<SearchOutlined aria-hidden />} placeholder={t('hint')} aria-label={t('label')} onFocus={() => setUsed(true)} />;
  return used ? <Suspense fallback={box}><SearchField /></Suspense> : <Closed box={box} keys={slash} />;
}

/** Only while the box is not in use: then the key is its own. */
function Closed({ box, keys }: { box: ReactNode; keys: Parameters<typeof useKeys>[0] }) {
  useKeys(keys);
  return box;
}
