import { Alert, Flex, List, Tag, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Preview } from '../api/verbs.ts';
import { useText } from './text.ts';
import { useTimes } from './time.ts';

type MovedTask = Preview['moves']['tasks'][number];

/** What an act would move and whom it would tell, before it is done. */
export function Moves({ preview }: { preview: Preview }) {
  const { t } = useTranslation('verb');
  const text = useText();
  const { tasks, meetings } = preview.moves;
  const quiet = tasks.length === 0 && meetings.length === 0 && preview.told.length === 0;
  return (
    <Flex vertical gap={8}>
      {preview.waiting > 0 && <Alert type="info" title={t('preview.waiting', { count: preview.waiting })} />}
      {quiet && <Typography.Text type="secondary">{t('preview.none')}</Typography.Text>}
      {tasks.length > 0 && <List size="small" header={t('preview.tasks')} dataSource={tasks} renderItem={(task) => <List.Item><TaskMove task={task} /></List.Item>} />}
      {meetings.length > 0 && <List size="small" header={t('preview.meetings')} dataSource={meetings} renderItem={(meeting) => <List.Item>{text(meeting.title)}</List.Item>} />}
      {preview.told.length > 0 && (
        <List
          size="small"
          header={t('preview.told')}
          dataSource={preview.told}
          renderItem={({ name, subject, email }) => <List.Item><span><b>{name}</b>: {text(subject)} {email && <Tag>{t('preview.byMail')}</Tag>}</span></List.Item>}
        />
      )}
    </Flex>
  );
}

function TaskMove({ task: { title, note, before, after, closes } }: { task: MovedTask }) {
  const { t } = useTranslation('verb');
  const text = useText();
  const times = useTimes();
  const due = (stand: MovedTask['before']): string => (stand?.dueAt ? times.at(stand.dueAt) : t('preview.noDue'));
  const moved = before?.dueAt !== after.dueAt;
  return (
    <span>
      {note ?? text(title)} {closes ? <Tag>{t('preview.closes')}</Tag> : moved && <>· {t('preview.due')} <del>{due(before)}</del> → <ins>{due(after)}</ins></>}
    </span>
  );
}
