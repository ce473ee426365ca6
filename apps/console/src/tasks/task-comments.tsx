import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Card, Flex, Mentions, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, data } from '../api/client.ts';
import { useNames, usePeople } from '../api/people.ts';
import type { Task } from '../api/tasks.ts';
import { Failure } from '../ui/states.tsx';
import { useTimes } from '../ui/time.ts';

/** What people said at the task; @ mentions somebody, who may then see the task and is told. */
export function TaskComments({ task }: { task: Task }) {
  const { t } = useTranslation('task');
  const name = useNames();
  const times = useTimes();
  return (
    <Card size="small" title={t('comments')}>
      <Flex vertical gap={12}>
        {task.comments.map((comment) => (
          <div key={comment.id}>
            <Typography.Text strong>{name(comment.author)}</Typography.Text> <Typography.Text type="secondary">{times.at(comment.createdAt)}</Typography.Text>
            <Typography.Paragraph style={{ margin: 0, whiteSpace: 'pre-wrap' }}>{comment.text}</Typography.Paragraph>
          </div>
        ))}
        <NewComment task={task} />
      </Flex>
    </Card>
  );
}

function NewComment({ task }: { task: Task }) {
  const { t } = useTranslation('task');
  const people = usePeople();
  const client = useQueryClient();
  const [text, setText] = useState('');
  const [key, setKey] = useState(() => crypto.randomUUID());
  const mentions = people.filter((person) => text.includes(`@${person.name}`)).map(({ id }) => id);
  const add = useMutation({
    mutationFn: () => data(api.POST('/api/v1/tasks/{id}/comments', { params: { path: { id: task.id }, header: { 'Idempotency-Key': key } }, body: { text, mentions } })),
    onSuccess: () => {
      setText('');
      setKey(crypto.randomUUID());
      return client.invalidateQueries({ queryKey: ['task', task.id] });
    },
  });
  return (
    <Flex vertical gap={8}>
      <Mentions value={text} onChange={setText} rows={2} placeholder={t('commentHint')} aria-label={t('comments')} options={people.map((person) => ({ key: person.id, value: person.name, label: person.name }))} />
      {add.error && <Failure error={add.error} />}
      <div><Button size="small" disabled={text.trim() === ''} loading={add.isPending} onClick={() => add.mutate()}>{t('comment')}</Button></div>
    </Flex>
  );
}
