import { Alert, Flex, Table, Tabs, Tag, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { CalendarPreview } from '../../api/calendars.ts';
import { useNames } from '../../api/people.ts';
import { Nothing } from '../../ui/states.tsx';
import { useText } from '../../ui/text.ts';
import { useTimes } from '../../ui/time.ts';
import { useDescription, type Described } from './year-grid.tsx';

type Impact = Pick<CalendarPreview, 'days' | 'tasks' | 'meetings' | 'schedules' | 'people'>;
const SHOWN = 50;

/** What a change does: the days that become others, and the live tasks and meetings that move, with old and new times. */
export function ImpactView({ impact }: { impact: Impact }) {
  const { t } = useTranslation('calendars');
  const { days, tasks, meetings, schedules, people } = impact;
  return (
    <Flex vertical gap={12}>
      <Alert type={tasks.moved + meetings.moved + schedules.moved > 0 ? 'warning' : 'info'} showIcon title={t('impact.summary', { days: days.length, tasks: tasks.moved, meetings: meetings.moved, schedules: schedules.moved, people })} description={tasks.settled > 0 ? t('impact.settled', { count: tasks.settled }) : undefined} />
      <Tabs
        items={[
          { key: 'tasks', label: t('impact.tasks', { count: tasks.moved }), children: <MovedTasks tasks={tasks} /> },
          { key: 'meetings', label: t('impact.meetings', { count: meetings.moved }), children: <MovedMeetings meetings={meetings} /> },
          ...(schedules.moved > 0 ? [{ key: 'schedules', label: t('impact.schedules', { count: schedules.moved }), children: <MovedSchedules schedules={schedules} /> }] : []),
          { key: 'days', label: t('impact.days', { count: days.length }), children: <DayChanges days={days} /> },
        ]}
      />
    </Flex>
  );
}

function MovedTasks({ tasks }: { tasks: Impact['tasks'] }) {
  const { t } = useTranslation('calendars');
  const text = useText();
  const times = useTimes();
  const name = useNames();
  if (tasks.items.length === 0) return <Nothing>{t(tasks.moved > 0 ? 'impact.notYours' : 'impact.noTasks')}</Nothing>;
  return (
    <Table
      size="small"
      rowKey="taskId"
      dataSource={tasks.items}
      pagination={tasks.items.length > SHOWN ? { pageSize: SHOWN } : false}
      scroll={{ x: 480 }}
      columns={[
        { title: t('impact.task'), key: 'task', render: (_, task) => <><Link to={`/tasks/${task.taskId}`}>{text(task.title)}</Link><br /><Typography.Text type="secondary">{task.runTitle}{task.assignee ? ` · ${name(task.assignee)}` : ''}</Typography.Text></> },
        { title: t('impact.due'), key: 'due', render: (_, task) => <><del>{times.at(task.before)}</del><br /><ins>{times.at(task.after)}</ins>{task.provisional.after && <Tag>{t('provisional')}</Tag>}</> },
      ]}
    />
  );
}

function MovedMeetings({ meetings }: { meetings: Impact['meetings'] }) {
  const { t } = useTranslation('calendars');
  const text = useText();
  const times = useTimes();
  if (meetings.items.length === 0) return <Nothing>{t(meetings.moved > 0 ? 'impact.notYours' : 'impact.noMeetings')}</Nothing>;
  return (
    <Table
      size="small"
      rowKey="meetingId"
      dataSource={meetings.items}
      pagination={meetings.items.length > SHOWN ? { pageSize: SHOWN } : false}
      columns={[
        { title: t('impact.meeting'), key: 'meeting', render: (_, meeting) => <>{text(meeting.title)}<br /><Typography.Text type="secondary">{meeting.runTitle}</Typography.Text></> },
        { title: t('impact.starts'), key: 'starts', render: (_, meeting) => <><del>{times.at(meeting.before.startsAt)}</del><br /><ins>{times.at(meeting.after.startsAt)}</ins></> },
      ]}
    />
  );
}

function MovedSchedules({ schedules }: { schedules: Impact['schedules'] }) {
  const { t } = useTranslation('calendars');
  const times = useTimes();
  const date = (at: number | null): string => (at === null ? t('impact.gone') : times.at(at));
  return (
    <Table
      size="small"
      rowKey="scheduleId"
      dataSource={schedules.items}
      pagination={schedules.items.length > SHOWN ? { pageSize: SHOWN } : false}
      columns={[
        { title: t('impact.schedule'), dataIndex: 'title' },
        { title: t('impact.starts'), key: 'moves', render: (_, { moves }) => moves.map(({ nominal, before, after }) => <div key={nominal}><del>{date(before)}</del> → <ins>{date(after)}</ins></div>) },
      ]}
    />
  );
}

/** Days that become others, before and after. */
export function DayChanges({ days }: { days: ReadonlyArray<{ date: string; before: Described | null; after: Described }> }) {
  const { t } = useTranslation('calendars');
  const describe = useDescription();
  if (days.length === 0) return <Nothing>{t('impact.noDays')}</Nothing>;
  return (
    <Table
      size="small"
      rowKey="date"
      dataSource={[...days]}
      pagination={days.length > SHOWN ? { pageSize: SHOWN, showSizeChanger: false } : false}
      columns={[
        { title: t('date'), dataIndex: 'date', width: 116 },
        { title: t('before'), key: 'before', render: (_, { before }) => before && <del>{describe(before)}</del> },
        { title: t('after'), key: 'after', render: (_, { after }) => <ins>{describe(after)}</ins> },
      ]}
    />
  );
}
