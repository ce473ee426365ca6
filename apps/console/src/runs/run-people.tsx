import { Collapse, Flex, Tag, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useNames } from '../api/people.ts';
import { useRunTasks, type Overview } from '../api/runs.ts';
import type { TaskCard } from '../api/tasks.ts';
import { DueChip } from '../ui/due-chip.tsx';
import { Failure, Loading, Nothing } from '../ui/states.tsx';
import { useText } from '../ui/text.ts';

/** Who has what in the run, whoever is late first. */
export function RunPeople({ runId, people }: { runId: string; people: Overview['people'] }) {
  const { t } = useTranslation('runs');
  const name = useNames();
  const tasks = useRunTasks(runId);
  if (tasks.isPending) return <Loading />;
  if (tasks.error) return <Failure error={tasks.error} retry={() => void tasks.refetch()} />;
  if (people.length === 0) return <Nothing>{t('people.none')}</Nothing>;
  const of = (person: string): TaskCard[] => tasks.data.filter(({ turnOf, assignee }) => turnOf.includes(person) || assignee === person);
  return (
    <Collapse
      defaultActiveKey={people.filter(({ open }) => open > 0).map(({ personId }) => personId)}
      items={people.map((person) => ({
        key: person.personId,
        label: (
          <Flex justify="space-between" gap={8} wrap>
            <b>{name(person.personId)}</b>
            <span>{person.late > 0 && <Tag color="red">{t('people.late', { count: person.late })}</Tag>}<Tag>{t('people.open', { count: person.open })}</Tag><Tag>{t('people.done', { count: person.done })}</Tag></span>
          </Flex>
        ),
        children: of(person.personId).length === 0 ? <Typography.Text type="secondary">{t('people.idle')}</Typography.Text> : of(person.personId).map((task) => <TaskLine key={task.id} task={task} />),
      }))}
    />
  );
}

export function TaskLine({ task }: { task: TaskCard }) {
  const text = useText();
  return (
    <Flex className="thing" justify="space-between" gap={8} wrap>
      <Link to={`/tasks/${task.id}`}>{task.subject.note ?? text(task.title)}</Link>
      <DueChip task={task} />
    </Flex>
  );
}
