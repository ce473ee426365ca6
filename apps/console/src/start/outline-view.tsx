import { Alert, Collapse, Flex, Segmented, Tag, Typography } from 'antd';
import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNames } from '../api/people.ts';
import { Nothing } from '../ui/states.tsx';
import { useText } from '../ui/text.ts';
import { useTimes } from '../ui/time.ts';
import { LateLines } from './late-lines.tsx';
import type { Outline } from './use-outline.ts';

type Tab = 'steps' | 'people' | 'notices';

/** What the start would come to: steps with their dates, who gets what, who is told what and when. */
export function OutlineView({ outline }: { outline: Outline }) {
  const { t } = useTranslation('start');
  const times = useTimes();
  const [tab, setTab] = useState<Tab>('steps');
  return (
    <Flex vertical gap={12}>
      <Alert type="info" showIcon title={t(outline.complete ? 'assumed' : 'partly')} />
      {outline.endsAt !== null && <Typography.Text strong>{t('ends', { at: times.at(outline.endsAt) })}</Typography.Text>}
      <Segmented<Tab> block value={tab} onChange={setTab} aria-label={t('preview')} options={(['steps', 'people', 'notices'] as const).map((name) => ({ value: name, label: t(`tab.${name}`) }))} />
      {tab === 'steps' && <Steps outline={outline} />}
      {tab === 'people' && <People outline={outline} />}
      {tab === 'notices' && <Notices outline={outline} />}
    </Flex>
  );
}

function Steps({ outline }: { outline: Outline }) {
  const text = useText();
  const times = useTimes();
  const { t } = useTranslation('start');
  return (
    <Collapse
      defaultActiveKey={outline.steps.slice(0, 2).map(({ key, visit }) => `${key}/${visit}`)}
      items={outline.steps.map((step) => ({
        key: `${step.key}/${step.visit}`,
        label: <Flex justify="space-between" gap={8} wrap><b>{text(step.title)}</b><span>{times.short(step.from)} – {step.until === null ? t('open') : times.short(step.until)}</span></Flex>,
        children: <StepTasks outline={outline} step={step} />,
      }))}
    />
  );
}

function StepTasks({ outline, step }: { outline: Outline; step: Outline['steps'][number] }) {
  const { t } = useTranslation('start');
  const text = useText();
  const times = useTimes();
  const name = useNames();
  const meetings = outline.meetings.filter((meeting) => meeting.step === step.key);
  const tasks = outline.tasks.filter((task) => task.step === step.key && task.visit === step.visit);
  return (
    <Flex vertical gap={8}>
      {meetings.map((meeting) => <div key={meeting.id}><Tag color="purple">{t('meeting')}</Tag>{text(meeting.title)} · {times.at(meeting.startsAt)}</div>)}
      {tasks.length > 0 && (
        <div className="outline-scroll" tabIndex={0} role="region" aria-label={text(step.title)}>
          <table className="outline-table">
            <thead><tr><th>{t('task')}</th><th>{t('who')}</th><th>{t('from')}</th><th>{t('due')}</th></tr></thead>
            <tbody>
              {tasks.map((task) => (
                <Fragment key={task.id}><tr>
                  <td>{text(task.title)}{task.piece && <Typography.Text type="secondary"> · {task.piece}</Typography.Text>}</td>
                  <td>{task.assignee ? name(task.assignee) : t('claimable', { names: task.candidates.map(name).join(', ') })}{task.fellToManager && <Tag color="orange">{t('unheld')}</Tag>}</td>
                  <td className="outline-when">{times.brief(task.openedAt)}</td>
                  <td className="outline-when">{task.dueAt === null ? '–' : times.brief(task.dueAt)}{task.provisional && <Tag color="gold">{t('provisional')}</Tag>}</td>
                </tr><tr className="outline-late"><td colSpan={4}><LateLines lines={task.clock} /></td></tr></Fragment>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {outline.checkpoints.length > 0 && step.key === 'monitoring' && outline.checkpoints.map(({ piece, node, at }) => <div key={piece + node}><Tag>{t('checkpoint', { node })}</Tag>{piece} · {times.at(at)}</div>)}
    </Flex>
  );
}

function People({ outline }: { outline: Outline }) {
  const { t } = useTranslation('start');
  const text = useText();
  const times = useTimes();
  const name = useNames();
  const people = [...new Set(outline.tasks.flatMap(({ assignee, candidates }) => (assignee ? [assignee] : candidates)))].sort((a, b) => name(a).localeCompare(name(b)));
  const of = (person: string) => outline.tasks.filter(({ assignee, candidates }) => assignee === person || (assignee === null && candidates.includes(person)));
  return (
    <Collapse
      items={people.map((person) => ({
        key: person,
        label: <Flex justify="space-between"><b>{name(person)}</b><span>{t('tasks', { count: of(person).length })}</span></Flex>,
        children: of(person).map((task) => <div key={task.id}>{task.dueAt === null ? '' : `${times.at(task.dueAt)} · `}{text(task.title)}{task.piece && ` · ${task.piece}`}</div>),
      }))}
    />
  );
}

function Notices({ outline }: { outline: Outline }) {
  const { t } = useTranslation('start');
  const text = useText();
  const times = useTimes();
  const days = [...new Set(outline.notices.map(({ at }) => times.day(at)))].map((day) => [day, outline.notices.filter(({ at }) => times.day(at) === day)] as const);
  if (days.length === 0) return <Nothing>{t('noNotices')}</Nothing>;
  return (
    <Collapse
      defaultActiveKey={days.slice(0, 1).map(([day]) => day)}
      items={days.map(([day, notices]) => ({
        key: day,
        label: <Flex justify="space-between"><b>{day}</b><span>{t('notices', { count: notices.length })}</span></Flex>,
        children: notices.map((notice, index) => <div key={index}>{times.clock(notice.at)} · <b>{notice.name}</b>: {text(notice.subject)} {notice.email && <Tag>{t('byMail')}</Tag>}</div>),
      }))}
    />
  );
}
