import { Button, Timeline, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { useTaskHistory } from '../api/tasks.ts';
import { Failure, Loading } from '../ui/states.tsx';
import { useText } from '../ui/text.ts';
import { useTimes } from '../ui/time.ts';

const COLOURS: Record<string, string> = { people: 'blue', decisions: 'green', messages: 'gold', system: 'gray' };

/** What happened to the task, in sentences, latest first. */
export function TaskHistory({ taskId }: { taskId: string }) {
  const { t } = useTranslation('task');
  const text = useText();
  const times = useTimes();
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useTaskHistory(taskId);
  if (isPending) return <Loading />;
  if (error) return <Failure error={error} />;
  const lines = data.pages.flatMap(({ items }) => items);
  return (
    <>
      <Timeline items={lines.map((line) => ({
        key: line.id,
        color: COLOURS[line.kind] ?? 'gray',
        content: <><Typography.Text type="secondary" style={{ fontSize: 12 }}>{times.at(line.at)}</Typography.Text><br />{text(line.sentence)}{line.reason && <Typography.Text type="secondary"> “{line.reason}”</Typography.Text>}</>,
      }))} />
      {hasNextPage && <Button size="small" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>{t('earlier')}</Button>}
    </>
  );
}
