import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import './rows.css';

interface Props<T> {
  label: string;
  items: readonly T[];
  keyOf: (item: T) => string;
  children: (item: T) => ReactNode;
}

/** A list of things, one below the other, that wraps on a narrow screen. */
export function Rows<T>({ label, items, keyOf, children }: Props<T>) {
  return <ul className="rows" aria-label={label}>{items.map((item) => <li key={keyOf(item)}>{children(item)}</li>)}</ul>;
}

interface More {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
}

/** Further pages of a list, when there are any. */
export function MoreRows({ query: { hasNextPage, isFetchingNextPage, fetchNextPage } }: { query: More }) {
  const { t } = useTranslation();
  return hasNextPage ? <Button block onClick={() => void fetchNextPage()} loading={isFetchingNextPage} style={{ marginTop: 12 }}>{t('action.more')}</Button> : null;
}
