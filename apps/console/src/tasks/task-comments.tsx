import { Button, Card, Flex, Mentions, Popconfirm, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useComments, type Comment } from '../api/comments.ts';
import { useNames, usePeople } from '../api/people.ts';
import type { Task } from '../api/tasks.ts';
import { useMe } from '../app/me.ts';
import { Failure } from '../ui/states.tsx';
import { useTimes } from '../ui/time.ts';
import { mentionsIn, partsOf } from './mentions.ts';

/** What people said at the task; @ mentions somebody, who may then see the task and is told. */
export function TaskComments({ task }: { task: Task }) {
  const { t } = useTranslation('task');
  const { add } = useComments(task.id);
  const [key, setKey] = useState(() => crypto.randomUUID());
  const [text, setText] = useState('');
  const people = usePeople();
  const send = (): void => add.mutate({ text, mentions: mentionsIn(text, people), key }, { onSuccess: () => (setText(''), setKey(crypto.randomUUID())), onError: () => setKey(crypto.randomUUID()) });
  return (
    <Card size="small" title={t('comments')}>
      <Flex vertical gap={12}>
        {task.comments.length === 0 && <Typography.Text type="secondary">{t('noComments')}</Typography.Text>}
        {task.comments.map((comment) => <CommentRow key={comment.id} comment={comment} taskId={task.id} />)}
        {task.verbs.includes('comment') && (
          <Flex vertical gap={8}>
            <Writing value={text} onChange={setText} />
            {add.error && <Failure error={add.error} />}
            <div><Button size="small" disabled={text.trim() === ''} loading={add.isPending} onClick={send}>{t('comment')}</Button></div>
          </Flex>
        )}
      </Flex>
    </Card>
  );
}

function Writing({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const { t } = useTranslation('task');
  const people = usePeople();
  return <Mentions value={value} onChange={onChange} rows={2} placeholder={t('commentHint')} aria-label={t('comments')} maxLength={10_000} filterOption={(input, option) => (option.value ?? '').toLowerCase().includes(input.toLowerCase())} options={people.map(({ id, name }) => ({ key: id, value: name, label: name }))} />;
}

function CommentRow({ comment, taskId }: { comment: Comment; taskId: string }) {
  const { t } = useTranslation('task');
  const name = useNames();
  const times = useTimes();
  const me = useMe();
  const people = usePeople();
  const { edit, remove } = useComments(taskId);
  const [text, setText] = useState<string>();
  const mine = comment.author === me.id;
  const save = (): void => edit.mutate({ id: comment.id, text: text!, mentions: mentionsIn(text!, people) }, { onSuccess: () => setText(undefined) });
  return (
    <div>
      <Flex gap={8} align="baseline" wrap>
        <Typography.Text strong>{name(comment.author)}</Typography.Text>
        <Typography.Text type="secondary" style={{ fontSize: 12 }}>{times.at(comment.createdAt)}{comment.editedAt !== null && ` · ${t('edited')}`}</Typography.Text>
        {mine && text === undefined && <Button type="link" size="small" onClick={() => setText(comment.text)}>{t('edit')}</Button>}
        {mine && <Popconfirm title={t('removeComment')} okText={t('remove')} onConfirm={() => remove.mutate(comment.id)}><Button type="link" size="small">{t('remove')}</Button></Popconfirm>}
      </Flex>
      {text === undefined ? (
        <Typography.Paragraph style={{ margin: 0, whiteSpace: 'pre-wrap' }}>{partsOf(comment.text, people).map((part, index) => (part.person ? <span key={index} className="mention">{part.text}</span> : part.text))}</Typography.Paragraph>
      ) : (
        <Flex vertical gap={8}>
          <Writing value={text} onChange={setText} />
          <Flex gap={8}><Button size="small" type="primary" disabled={text.trim() === ''} loading={edit.isPending} onClick={save}>{t('save')}</Button><Button size="small" onClick={() => setText(undefined)}>{t('cancel')}</Button></Flex>
        </Flex>
      )}
      {[edit.error, remove.error].filter(Boolean).map((error, index) => <Failure key={index} error={error} />)}
    </div>
  );
}
