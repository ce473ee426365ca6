import { LinkOutlined, PaperClipOutlined, UserOutlined } from '@ant-design/icons';
import { Button, Card, Checkbox, Flex, Form, Input, Modal, Select, Tag, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNames } from '../api/people.ts';
import type { Task } from '../api/tasks.ts';
import { useVerb } from '../api/verbs.ts';
import { ActDialog } from '../ui/act-dialog.tsx';
import { PersonPicker } from '../ui/person-picker.tsx';
import { Failure } from '../ui/states.tsx';
import { useText } from '../ui/text.ts';
import { useTimes } from '../ui/time.ts';

type Item = Task['checklist'][number];
interface Evidence {
  link?: string;
  attachmentId?: string;
}

/** What must be ticked before the task can be finished: by whom, and with what that shows it. */
export function TaskChecklist({ task }: { task: Task }) {
  const { t } = useTranslation('task');
  const act = useVerb();
  const [proving, setProving] = useState<Item>();
  const [giving, setGiving] = useState<Item>();
  const tick = (item: Item, done: boolean, evidence?: Evidence): void => act.mutate({ noun: 'tasks', id: task.id, verb: 'checklist', args: { item: item.key, done, ...(evidence ? { evidence } : {}) }, key: crypto.randomUUID() });
  const done = task.checklist.filter((item) => item.done).length;
  return (
    <Card size="small" title={t('checklist')} extra={<Typography.Text type="secondary">{t('checklistDone', { done, of: task.checklist.length })}</Typography.Text>}>
      <Flex vertical gap={8}>
        {task.checklist.map((item) => (
          <ChecklistRow
            key={item.key}
            item={item}
            task={task}
            busy={act.isPending}
            onTick={(next) => (next && item.evidenceRequired ? setProving(item) : tick(item, next))}
            onGive={() => setGiving(item)}
          />
        ))}
      </Flex>
      {act.error && <Failure error={act.error} />}
      {proving && <EvidenceDialog task={task} onClose={(evidence) => (setProving(undefined), evidence && tick(proving, true, evidence))} />}
      {giving && <OwnerDialog task={task} item={giving} onClose={() => setGiving(undefined)} />}
    </Card>
  );
}

function ChecklistRow({ item, task, busy, onTick, onGive }: { item: Item; task: Task; busy: boolean; onTick: (done: boolean) => void; onGive: () => void }) {
  const { t } = useTranslation('task');
  const text = useText();
  const name = useNames();
  const times = useTimes();
  const attached = task.attachments.find(({ id }) => id === item.evidence?.attachmentId);
  return (
    <Flex gap={8} align="center" wrap>
      <Checkbox checked={item.done} disabled={!task.ticks.includes(item.key) || busy} onChange={(event) => onTick(event.target.checked)}>{text(item.title)}</Checkbox>
      {item.mandatory && !item.done && <Tag color="red">{t('mandatory')}</Tag>}
      {item.evidenceRequired && !item.done && <Tag>{t('evidence.needed')}</Tag>}
      {item.owner && <Tag icon={<UserOutlined />}>{name(item.owner)}</Tag>}
      {item.evidence?.link && <a href={item.evidence.link} target="_blank" rel="noreferrer"><LinkOutlined /> {t('evidence.open')}</a>}
      {attached && <a href={attached.url ?? `/api/v1/attachments/${attached.id}`} target="_blank" rel="noreferrer"><PaperClipOutlined /> {attached.name}</a>}
      {item.done && item.by && <Typography.Text type="secondary" style={{ fontSize: 12 }}>{name(item.by)}{item.at !== null && `, ${times.at(item.at)}`}</Typography.Text>}
      {!item.done && task.verbs.includes('assign-item') && <Button type="link" size="small" onClick={onGive}>{t('item.give')}</Button>}
    </Flex>
  );
}

/** Asks for what shows that an item is done: a link, or an attachment of the task. */
function EvidenceDialog({ task, onClose }: { task: Task; onClose: (evidence?: Evidence) => void }) {
  const { t } = useTranslation('task');
  const [link, setLink] = useState('');
  const [attachmentId, setAttachment] = useState<string>();
  const evidence = attachmentId ? { attachmentId } : /^https?:\/\/./.test(link) ? { link } : undefined;
  return (
    <Modal open title={t('evidence.title')} okText={t('evidence.tick')} okButtonProps={{ disabled: !evidence }} onOk={() => onClose(evidence)} onCancel={() => onClose()}>
      <Form layout="vertical">
        <Form.Item label={t('evidence.link')}><Input type="url" placeholder="https://" value={link} disabled={attachmentId !== undefined} onChange={(event) => setLink(event.target.value)} aria-label={t('evidence.link')} /></Form.Item>
        {task.attachments.length > 0 && <Form.Item label={t('evidence.attachment')}><Select allowClear value={attachmentId ?? null} onChange={(id: string | null) => setAttachment(id ?? undefined)} aria-label={t('evidence.attachment')} options={task.attachments.map(({ id, name }) => ({ value: id, label: name }))} /></Form.Item>}
      </Form>
    </Modal>
  );
}

function OwnerDialog({ task, item, onClose }: { task: Task; item: Item; onClose: () => void }) {
  const { t } = useTranslation('task');
  const [owner, setOwner] = useState<string | null>(item.owner);
  return (
    <ActDialog title={t('item.give')} noun="tasks" id={task.id} verb="assign-item" args={owner === item.owner ? null : { item: item.key, owner, version: task.version }} withReason={false} onClose={onClose}>
      <Form.Item label={t('item.owner')} extra={t('item.nobody')}><PersonPicker value={owner} onChange={setOwner} label={t('item.owner')} /></Form.Item>
    </ActDialog>
  );
}
