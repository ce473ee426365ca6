import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { useWorkingTime } from '../api/working-time.ts';
import { dueWords, type Clocked } from './due-words.ts';
import { useNow } from './now.ts';
import { useTimes } from './time.ts';

export { useNow } from './now.ts';
const COLOURS = { calm: 'blue', risk: 'gold', over: 'red' };

/** How a task stands with time, in words of the reader's own working time; the colour repeats what the words say, the tooltip names the instant. */
export function DueChip({ task }: { task: Clocked }) {
  const { t } = useTranslation('due');
  const times = useTimes();
  const now = useNow();
  const slice = useWorkingTime();
  if (task.closedAt !== null) return <Tag style={{ margin: 0 }}>{t('closed', { at: times.day(task.closedAt) })}</Tag>;
  const { key, count, tone } = dueWords(task, now, slice);
  const title = task.dueAt === null ? undefined : t('dueAt', { at: times.at(task.dueAt) });
  return <Tag {...(key === 'none' || key === 'paused' ? {} : { color: COLOURS[tone] })} title={title} style={{ margin: 0 }}>{t(key, { count })}</Tag>;
}
