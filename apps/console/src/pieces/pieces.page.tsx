import { Flex, Segmented, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useAccounts, type PieceFilter } from '../api/pieces.ts';
import { Page } from '../ui/page.tsx';
import { PieceBoard } from './piece-board.tsx';
import { PieceCalendar } from './piece-calendar.tsx';
import { PieceList } from './piece-list.tsx';
import { RunPicker } from './run-picker.tsx';
import './pieces.css';

const VIEWS = ['calendar', 'board', 'list'] as const;
type View = (typeof VIEWS)[number];
const CHECKS = ['daily', 'weekly', 'final'] as const;

/** All videos: when each goes out, at which check it is, and how it does. What is shown is in the address. */
export function Component() {
  const { t } = useTranslation('pieces');
  const [search, setSearch] = useSearchParams();
  const accounts = useAccounts();
  const view: View = VIEWS.find((one) => one === search.get('view')) ?? 'calendar';
  const check = CHECKS.find((one) => one === search.get('check'));
  const [account, runId] = [search.get('account') ?? undefined, search.get('run') ?? undefined];
  const filter: PieceFilter = { ...(account ? { account } : {}), ...(runId ? { runId } : {}), ...(check ? { check } : {}) };
  const put = (key: string, value: string | undefined): void => {
    const next = new URLSearchParams(search);
    if (value === undefined) next.delete(key);
    else next.set(key, value);
    setSearch(next, { replace: true });
  };
  return (
    <Page title={t('title')} actions={<Segmented<View> aria-label={t('view')} value={view} onChange={(value) => put('view', value)} options={VIEWS.map((value) => ({ value, label: t(`views.${value}`) }))} />}>
      <Flex gap={8} wrap style={{ marginBottom: 12 }}>
        <Select aria-label={t('account')} allowClear placeholder={t('everyAccount')} value={account ?? null} onChange={(value: string | undefined) => put('account', value)} options={accounts.map((value) => ({ value, label: value }))} className="piece-filter" popupMatchSelectWidth={false} />
        <RunPicker value={runId} onChange={(value) => put('run', value)} />
        <Select aria-label={t('check')} allowClear placeholder={t('everyCheck')} value={check ?? null} onChange={(value: string | undefined) => put('check', value)} options={CHECKS.map((value) => ({ value, label: t(`stage.${value}`) }))} className="piece-filter" popupMatchSelectWidth={false} />
      </Flex>
      {view === 'calendar' && <PieceCalendar filter={filter} />}
      {view === 'board' && <PieceBoard filter={filter} />}
      {view === 'list' && <PieceList filter={filter} />}
    </Page>
  );
}
