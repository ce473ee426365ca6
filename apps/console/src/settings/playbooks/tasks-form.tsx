import { Button, Checkbox, Collapse, Flex, Form, Tag, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { TaskDefinition } from '#contracts/playbook';
import type { Assignment } from '#contracts/task';
import { useText } from '../../ui/text.ts';
import { LengthField } from '../ladders/fields.tsx';
import { problemsAt, refusal } from './problems.ts';
import type { PartProps } from './settings-form.tsx';
import { TextFields } from './text-fields.tsx';
import { useAssignment } from './words.ts';

type Item = TaskDefinition['checklist'][number];

/** Tasks: their words, how long they may take, their checklists. */
export function TasksForm(props: PartProps) {
  const { t } = useTranslation('playbooks');
  const text = useText();
  const who = useAssignment(props.playbook);
  const tasks = Object.entries(props.playbook.tasks ?? {});
  const put = (key: string, change: Partial<TaskDefinition>): void => props.onChange({ ...props.playbook, tasks: { ...props.playbook.tasks, [key]: { ...props.playbook.tasks[key]!, ...change } } });
  return (
    <Collapse
      items={tasks.map(([key, task]) => ({
        key,
        label: <>{text(task.title)} <Typography.Text type="secondary">{who(task.assign as Assignment)}</Typography.Text> {problemsAt(props.problems, `tasks.${key}`).length > 0 && <Tag color="red">{t('hasProblems')}</Tag>}</>,
        children: <TaskFields name={key} task={task} {...props} put={(change) => put(key, change)} />,
      }))}
    />
  );
}

function TaskFields({ name, task, playbook, problems, put }: PartProps & { name: string; task: TaskDefinition; put: (change: Partial<TaskDefinition>) => void }) {
  const { t } = useTranslation('playbooks');
  const text = useText();
  return (
    <Form layout="vertical">
      <Form.Item label={t('field.title')} {...refusal(problems, `tasks.${name}.title`)}><TextFields value={task.title} onChange={(title) => put({ title })} label={t('field.title')} /></Form.Item>
      <Form.Item label={t('field.description')} {...refusal(problems, `tasks.${name}.description`)}><TextFields value={task.description} onChange={(description) => put({ description })} label={t('field.description')} rows={2} /></Form.Item>
      <Form.Item label={t('field.due')} {...refusal(problems, `tasks.${name}.due`)}><LengthField value={task.due} onChange={(due) => put({ due })} playbook={playbook} label={`${text(task.title)}: ${t('field.due')}`} /></Form.Item>
      <Form.Item label={t('field.checklist')} {...refusal(problems, `tasks.${name}.checklist`)}><Checklist items={task.checklist ?? []} onChange={(checklist) => put({ checklist })} /></Form.Item>
    </Form>
  );
}

function Checklist({ items, onChange }: { items: readonly Item[]; onChange: (items: Item[]) => void }) {
  const { t } = useTranslation('playbooks');
  const free = (): string => { for (let n = items.length + 1; ; n += 1) if (!items.some(({ key }) => key === `item-${n}`)) return `item-${n}`; };
  return (
    <Flex vertical gap={8}>
      {items.map((item, index) => (
        <Flex key={item.key} gap={8} wrap align="center">
          <div style={{ flex: '1 1 420px' }}><TextFields value={item.title} onChange={(title) => onChange(items.with(index, { ...item, title }))} label={t('item', { n: index + 1 })} /></div>
          <Checkbox checked={item.mandatory} onChange={(event) => onChange(items.with(index, { ...item, mandatory: event.target.checked }))}>{t('prose.mandatory')}</Checkbox>
          <Checkbox checked={item.evidenceRequired} onChange={(event) => onChange(items.with(index, { ...item, evidenceRequired: event.target.checked }))}>{t('evidence')}</Checkbox>
          <Button size="small" danger aria-label={t('removeItem', { n: index + 1 })} onClick={() => onChange(items.toSpliced(index, 1))}>{t('remove')}</Button>
        </Flex>
      ))}
      <div><Button size="small" onClick={() => onChange([...items, { key: free(), title: { 'zh-CN': '', en: '' }, mandatory: false, evidenceRequired: false }])}>{t('addItem')}</Button></div>
    </Flex>
  );
}
