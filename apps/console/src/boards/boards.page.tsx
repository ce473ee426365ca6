import { Flex, Grid, Segmented, Select } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { Scope } from '../api/boards.ts';
import { usePlaybookNames } from '../api/playbook-names.ts';
import { Page } from '../ui/page.tsx';
import { Exceptions } from './exceptions.tsx';
import { FigureList, type Opened } from './figure-list.tsx';
import { Flow } from './flow.tsx';
import { People } from './people.tsx';
import './boards.css';

const DAY_MS = 86_400_000;
const WEEKS = [4, 8, 13, 26] as const;
const USUAL = 8;

/** What needs somebody now, how the work flows, who has what: in this order. Every number opens its list. */
export function Component() {
  const { t } = useTranslation('boards');
  const [search, setSearch] = useSearchParams();
  const [opened, setOpened] = useState<Opened | null>(null);
  const playbooks = usePlaybookNames();
  const weeks = WEEKS.find((one) => String(one) === search.get('weeks')) ?? USUAL;
  const playbook = search.get('playbook') ?? undefined;
  const scope = useMemo((): Scope => ({ from: startOfDay(Date.now() - weeks * 7 * DAY_MS), ...(playbook ? { playbook } : {}) }), [weeks, playbook]);
  const put = (key: string, value: string | undefined): void => {
    const next = new URLSearchParams(search);
    if (value === undefined) next.delete(key);
    else next.set(key, value);
    setSearch(next, { replace: true });
  };
  const wide = Grid.useBreakpoint().sm ?? true;
  const periods = WEEKS.map((value) => ({ value, label: t('weeks', { count: value }) }));
  const filters = (
    <Flex gap={8} wrap>
      <Select aria-label={t('playbook')} allowClear placeholder={t('everyPlaybook')} value={playbook ?? null} onChange={(slug: string | undefined) => put('playbook', slug)} options={playbooks} style={{ minWidth: 200 }} popupMatchSelectWidth={false} />
      {wide ? <Segmented aria-label={t('period')} value={weeks} onChange={(value) => put('weeks', String(value))} options={periods} /> : <Select aria-label={t('period')} value={weeks} onChange={(value) => put('weeks', String(value))} options={periods} />}
    </Flex>
  );
  return (
    <Page title={t('title')} actions={filters}>
      <Flex vertical gap={28}>
        <Exceptions playbook={playbook} open={setOpened} />
        <Flow scope={scope} open={setOpened} />
        <People scope={scope} open={setOpened} />
      </Flex>
      {opened && <FigureList opened={opened} onClose={() => setOpened(null)} />}
    </Page>
  );
}

/** Whole days of UTC: the same question for as long as the page is open. */
const startOfDay = (at: number): number => Math.floor(at / DAY_MS) * DAY_MS;
