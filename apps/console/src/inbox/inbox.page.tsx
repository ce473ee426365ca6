import { useQuery } from '@tanstack/react-query';
import { Flex, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, data } from '../api/client.ts';
import { Failure, Loading, Nothing } from '../ui/states.tsx';
import { useText } from '../ui/text.ts';
import { useTimes } from '../ui/time.ts';

/** Work that waits for the reader, nearest to its breach first. */
export function Component() {
  const { t } = useTranslation();
  const text = useText();
  const times = useTimes();
  const { data: page, error, isPending, refetch } = useQuery({ queryKey: ['tasks', 'mine'], queryFn: () => data(api.GET('/api/v1/tasks', { params: { query: { scope: 'mine' } } })) });
  return (
    <>
      <Typography.Title level={1} style={{ fontSize: 24 }}>{t('nav.inbox')}</Typography.Title>
      {isPending && <Loading />}
      {error && <Failure error={error} retry={() => void refetch()} />}
      {page?.items.length === 0 && <Nothing />}
      <Flex vertical gap={8}>
        {page?.items.map((task) => (
          <div key={task.id}><b>{text(task.title)}</b> — {task.runTitle} {task.dueAt !== null && times.at(task.dueAt)}</div>
        ))}
      </Flex>
    </>
  );
}
