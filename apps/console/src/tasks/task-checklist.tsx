import { Card, Checkbox, Flex, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNames } from '../api/people.ts';
import type { Task } from '../api/tasks.ts';
import { useVerb } from '../api/verbs.ts';
import { Failure } from '../ui/states.tsx';
import { useText } from '../ui/text.ts';

/** What must be ticked before the task can be finished. */
export function TaskChecklist({ task }: { task: Task }) {
  const { t } = useTranslation('task');
  const text = useText();
  const name = useNames();
  const act = useVerb();
  const tick = (item: string, done: boolean): void => act.mutate({ noun: 'tasks', id: task.id, verb: 'checklist', args: { item, done }, key: crypto.randomUUID() });
  return (
    <Card size="small" title={t('checklist')}>
      <Flex vertical gap={4}>
        {task.checklist.map((item) => (
          <Checkbox key={item.key} checked={item.done} disabled={task.closedAt !== null || act.isPending} onChange={(event) => tick(item.key, event.target.checked)}>
            {text(item.title)} {item.mandatory && <Tag>{t('mandatory')}</Tag>} {item.by && <Tag>{name(item.by)}</Tag>}
          </Checkbox>
        ))}
      </Flex>
      {act.error && <Failure error={act.error} />}
    </Card>
  );
}
