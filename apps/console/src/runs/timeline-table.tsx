import { Table, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useNames } from '../api/people.ts';
import type { Timeline } from '../api/runs.ts';
import { useText } from '../ui/text.ts';
import { useTimes } from '../ui/time.ts';

type Lane = Timeline['lanes'][number];
const HOUR_MS = 3_600_000;

/** The timeline in figures, for whoever does not read charts. */
export function TimelineTable({ timeline }: { timeline: Timeline }) {
  const { t } = useTranslation('runs');
  const text = useText();
  const name = useNames();
  const times = useTimes();
  const hours = (lane: Lane, kind: Lane['segments'][number]['kind']): string => {
    const ms = lane.segments.filter((segment) => segment.kind === kind).reduce((sum, { from, until }) => sum + until - from, 0);
    return ms === 0 ? '–' : t('timeline.hours', { hours: (ms / HOUR_MS).toFixed(1) });
  };
  const columns: TableColumnsType<Lane> = [
    { title: t('timeline.task'), key: 'task', render: (_, lane) => <Link to={`/tasks/${lane.taskId}`}>{String(lane.subject.note ?? text(lane.title))}</Link> },
    { title: t('timeline.who'), key: 'who', render: (_, lane) => name(lane.assignee) || '–' },
    { title: t('timeline.opened'), key: 'opened', render: (_, lane) => times.at(lane.openedAt) },
    { title: t('timeline.due'), key: 'due', render: (_, lane) => (lane.dueAt === null ? '–' : times.at(lane.dueAt)) },
    { title: t('timeline.closed'), key: 'closed', render: (_, lane) => (lane.closedAt === null ? t('timeline.stillOpen') : times.at(lane.closedAt)) },
    ...(['work', 'waiting', 'paused'] as const).map((kind) => ({ title: t(`timeline.${kind}`), key: kind, align: 'end' as const, render: (_: unknown, lane: Lane) => hours(lane, kind) })),
    { title: t('timeline.marks'), key: 'marks', render: (_, lane) => lane.marks.map((mark) => <div key={`${mark.kind}${mark.index}${mark.at}`}>{t(`mark.${mark.kind}`, { number: mark.index + 1 })}, {times.at(mark.at)}</div>) },
  ];
  return <div style={{ overflowX: 'auto' }} tabIndex={0} role="region" aria-label={t('view.timeline')}><Table<Lane> rowKey="taskId" size="small" columns={columns} dataSource={timeline.lanes} pagination={false} style={{ minWidth: 900 }} /></div>;
}
