import { SearchOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { AutoComplete, type RefSelectProps } from 'antd';
import { useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { api, data } from '../api/client.ts';
import type { paths } from '../api/schema.d.ts';
import { useDebounced } from '../ui/debounced.ts';
import { useKeys } from '../ui/keys.ts';
import { useText } from '../ui/text.ts';

type Found = paths['/api/v1/search']['get']['responses'][200]['content']['application/json'];
type Type = keyof Found;
type Hit = NonNullable<Found[Type]>['items'][number];
const TYPES = ['tasks', 'runs', 'pieces', 'people', 'cases'] as const satisfies readonly Type[];
const SHOWN = 5;

/** Where a hit leads: pieces and cases to their run, people to those who work with them. */
function placeOf(type: Type, { id, runId }: Hit): string {
  if (type === 'tasks') return `/tasks/${id}`;
  if (type === 'runs') return `/runs/${id}`;
  if (type === 'people') return `/team?person=${id}`;
  return `/runs/${runId ?? id}`;
}

/** The box once it is used: it has the focus, arrows walk what is found, Enter opens it. */
export function SearchField() {
  const { t } = useTranslation('search');
  const text = useText();
  const navigate = useNavigate();
  const [words, setWords] = useState('');
  const q = useDebounced(words.trim());
  const box = useRef<RefSelectProps>(null);
  const [slash] = useState(() => ({ '/': () => box.current?.focus() }));
  useKeys(slash);
  const { data: found, isFetching } = useQuery({ queryKey: ['search', q], queryFn: () => data(api.GET('/api/v1/search', { params: { query: { q, limit: SHOWN } } })), enabled: q !== '', placeholderData: keepPreviousData });
  const groups = q === '' || !found ? [] : TYPES.flatMap((type) => {
    const hits = found[type]?.items ?? [];
    return hits.length === 0 ? [] : [{ label: t(`type.${type}`), options: hits.map((hit) => ({ value: placeOf(type, hit), label: <HitLine title={text(hit.title)} hit={hit} type={type} /> })) }];
  });
  const open = (place: string): void => {
    setWords('');
    box.current?.blur();
    void navigate(place);
  };
  const nothing = q !== '' && !isFetching ? t('none', { words: q }) : null;
  return (
    <AutoComplete
      ref={box}
      autoFocus
      className="search-box"
      value={words}
      options={groups}
      onSelect={open}
      onSearch={setWords}
      notFoundContent={nothing}
      popupMatchSelectWidth={420}
      defaultActiveFirstOption
      prefix={<SearchOutlined aria-hidden />}
      placeholder={t('hint')}
      aria-label={t('label')}
      onKeyDown={(event) => event.key === 'Escape' && box.current?.blur()}
    />
  );
}

function HitLine({ title, hit, type }: { title: string; hit: Hit; type: Type }): ReactNode {
  const { t } = useTranslation('search');
  const found = hit.found.find(({ field }) => !field.startsWith('title'));
  const state = hit.state ? t(`state.${hit.state}`, { defaultValue: '' }) : '';
  return (
    <div>
      <div className="hit-title">{title}{state && <span className="hit-state"> · {state}</span>}</div>
      {found && type !== 'people' && <div className="hit-text">{found.text}</div>}
    </div>
  );
}
