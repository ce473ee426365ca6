import { Tag } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTimes } from './time.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

interface Clocked {
  dueAt: number | null;
  atRiskAt: number | null;
  breachedAt: number | null;
  closedAt: number | null;
}

/** The present, once a minute. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), MINUTE_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** How a task stands with time, in words: what is left, or how long it is over; the colour repeats what the words say. */
export function DueChip({ task }: { task: Clocked }) {
  const { t } = useTranslation('due');
  const times = useTimes();
  const now = useNow();
  if (task.closedAt !== null) return <Tag>{t('closed', { at: times.day(task.closedAt) })}</Tag>;
  if (task.dueAt === null) return <Tag>{t('none')}</Tag>;
  const over = now > task.dueAt;
  const colour = over ? 'red' : task.atRiskAt !== null && now > task.atRiskAt ? 'gold' : 'blue';
  return <Tag color={colour} title={times.at(task.dueAt)}>{t(over ? 'over' : 'left', { length: lengthOf(Math.abs(task.dueAt - now), t) })}</Tag>;
}

/** The two largest units would be noise: one says enough. */
function lengthOf(ms: number, t: (key: string, values: { count: number }) => string): string {
  if (ms >= DAY_MS) return t('days', { count: Math.floor(ms / DAY_MS) });
  if (ms >= HOUR_MS) return t('hours', { count: Math.floor(ms / HOUR_MS) });
  return t('minutes', { count: Math.max(1, Math.floor(ms / MINUTE_MS)) });
}
