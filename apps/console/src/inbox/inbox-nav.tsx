import { CheckCircleOutlined, ClockCircleOutlined, DeleteOutlined, EyeOutlined, FilterOutlined, RocketOutlined, SolutionOutlined, TeamOutlined } from '@ant-design/icons';
import { Button, Flex, Typography } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import { useInboxCounts, useRemoveFilter, useSavedFilters, type InboxFilter, type InboxView } from '../api/inbox.ts';
import { paramsOf, VIEWS } from './filter.ts';
import './inbox-nav.css';

/** Counting ends here (`MOST_COUNTED` of the API). */
const MOST = 1_000;
const ICONS: Record<InboxView, ReactNode> = { mine: <SolutionOutlined />, claim: <TeamOutlined />, started: <RocketOutlined />, copied: <EyeOutlined />, later: <ClockCircleOutlined />, done: <CheckCircleOutlined /> };

interface Props {
  filter: InboxFilter;
  /** Beside the list, one under the other; else in one line above it. */
  beside: boolean;
}

/** Heaps of work with how much is in each, and the reader's own filters. */
export function InboxNav({ filter, beside }: Props) {
  const { t } = useTranslation('inbox');
  const counts = useInboxCounts();
  const saved = useSavedFilters();
  const remove = useRemoveFilter();
  const here = paramsOf(filter);
  return (
    <nav aria-label={t('filters')} className={beside ? 'inbox-nav' : 'inbox-nav inbox-nav-line'}>
      {VIEWS.map((view) => {
        const to = paramsOf({ view });
        const { count = 0, over = 0 } = counts?.[view] ?? {};
        return (
          <Link key={view} to={`/inbox${to}`} className="inbox-place" {...(here === to ? { 'aria-current': 'page' as const } : {})}>
            {ICONS[view]}<span className="inbox-place-name">{t(`filter.${view}`)}</span>
            <span className="inbox-count">{counts ? counted(count) : ''}{over > 0 && view !== 'done' && <span className="inbox-over"> {t('over', { count: over })}</span>}</span>
          </Link>
        );
      })}
      {saved.length > 0 && beside && <Typography.Text type="secondary" className="inbox-nav-title">{t('saved.title')}</Typography.Text>}
      {saved.map(({ id, name, filter: kept }) => (
        <Flex key={id} align="center" className="inbox-saved">
          <Link to={`/inbox${paramsOf(kept as InboxFilter)}`} className="inbox-place" {...(here === paramsOf(kept as InboxFilter) ? { 'aria-current': 'page' as const } : {})}><FilterOutlined /><span className="inbox-place-name">{name}</span></Link>
          <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t('saved.remove', { name })} onClick={() => remove.mutate(id)} />
        </Flex>
      ))}
    </nav>
  );
}

const counted = (count: number): string => (count >= MOST ? `${MOST - 1}+` : String(count));
