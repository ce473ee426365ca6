import { Button, Drawer, Flex, Segmented, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFigureItems, type FigureItem, type FigureKey, type ItemFilter } from '../api/boards.ts';
import { useNames } from '../api/people.ts';
import { useNumbers } from '../ui/numbers.ts';
import { Failure, Loading, Nothing } from '../ui/states.tsx';
import { useText } from '../ui/text.ts';
import { useTimes } from '../ui/time.ts';

/** Which list is open: a figure and what it was over. */
export type Opened = Pick<ItemFilter, 'from' | 'until' | 'playbook' | 'personId'> & { figure: FigureKey; name?: string };
/** Figures whose things either count or do not. */
const HALVED: readonly FigureKey[] = ['first-pass-daily', 'first-pass-weekly', 'first-pass-final', 'on-time', 'escalations', 'rework', 'person-done'];
const LINK: Record<FigureItem['kind'], (item: FigureItem) => string | null> = {
  task: ({ id }) => `/tasks/${id}`,
  piece: ({ id }) => `/pieces/${id}`,
  run: ({ id }) => `/runs/${id}`,
  delivery: ({ runId }) => (runId ? `/runs/${runId}` : null),
};

/** The list behind a number: the same things, asked for by the same filter. */
export function FigureList({ opened, onClose }: { opened: Opened; onClose: () => void }) {
  const { t } = useTranslation('boards');
  const [which, setWhich] = useState<NonNullable<ItemFilter['which']>>('all');
  const { figure, name, ...scope } = opened;
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useFigureItems({ figure, which, ...scope });
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const title = titleOf(figure, t);
  return (
    <Drawer open onClose={onClose} title={name ? `${name} · ${title}` : title} size={520}>
      <Flex vertical gap={12}>
        {HALVED.includes(figure) && <Segmented block aria-label={t('which')} value={which} onChange={setWhich} options={(['all', 'counted', 'rest'] as const).map((value) => ({ value, label: value === 'all' ? t('half.all') : t(`half.${halfOf(figure)}.${value}`) }))} />}
        {isPending && <Loading />}
        {error && <Failure error={error} retry={() => void refetch()} />}
        {data && items.length === 0 && <Nothing>{t('emptyList')}</Nothing>}
        <ul className="board-list">{items.map((item) => <li key={item.id}><Item item={item} figure={figure} /></li>)}</ul>
        {hasNextPage && <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>{t('more')}</Button>}
      </Flex>
    </Drawer>
  );
}

const FIRST_PASS = /^first-pass/;
const halfOf = (figure: FigureKey): string => (FIRST_PASS.test(figure) ? 'check' : figure === 'person-done' ? 'on-time' : figure);

function titleOf(figure: FigureKey, t: (key: string) => string): string {
  if (figure.startsWith('person-')) return t(`person.${figure.slice('person-'.length)}`);
  const exception = ['breaching', 'breached', 'unclaimed', 'nobody', 'unsent'].includes(figure);
  return t(exception ? `exception.${figure}.title` : `figure.${figure}.title`);
}

function Item({ item, figure }: { item: FigureItem; figure: FigureKey }) {
  const { t } = useTranslation('boards');
  const text = useText();
  const name = useNames();
  const times = useTimes();
  const to = LINK[item.kind](item);
  const words = item.kind === 'delivery' ? t('message', { kind: text(item.title) }) : text(item.title);
  const facts = [item.kind === 'run' ? null : item.runTitle, item.person && name(item.person), item.at && times.at(item.at), worth(item, figure, t, useNumbers())];
  return (
    <>
      {to ? <Link to={to}>{words}</Link> : <span>{words}</span>}
      <br />
      <Typography.Text type="secondary" style={{ fontSize: 12 }}>{facts.filter(Boolean).join(' · ')}</Typography.Text>
    </>
  );
}

/** What one thing adds to the figure, in words. */
function worth({ value }: FigureItem, figure: FigureKey, t: (key: string, values?: { count: number }) => string, numbers: ReturnType<typeof useNumbers>): string | null {
  if (value === null) return null;
  if (figure.endsWith('lead-time')) return numbers.length(value);
  if (figure === 'escalations' || figure === 'rework') return t(`worth.${figure}`, { count: value });
  return HALVED.includes(figure) ? t(`half.${halfOf(figure)}.${value > 0 ? 'counted' : 'rest'}`) : null;
}
