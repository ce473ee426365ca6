import { useQuery } from '@tanstack/react-query';
import { Collapse, Drawer, Flex, Tag, Timeline, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, data } from '../api/client.ts';
import type { paths } from '../api/schema.d.ts';
import { Failure, Loading } from './states.tsx';
import { useText } from './text.ts';
import { useTimes } from './time.ts';

type Why = paths['/api/v1/tasks/{id}/why']['get']['responses'][200]['content']['application/json'];
const COLOURS: Record<string, string> = { pending: 'blue', withheld: 'gold', held: 'gold', frozen: 'gray', fired: 'green', skipped: 'gray', 'will-not-fire': 'gray' };

/** Why a task is due when it is, and why each reminder and rung came, comes or does not: rule, handbook section, calendar, arithmetic. */
export function WhyDrawer({ taskId, onClose }: { taskId: string; onClose: () => void }) {
  const { t } = useTranslation('why');
  const { data: why, error, isPending } = useQuery({ queryKey: ['task', taskId, 'why'], queryFn: () => data(api.GET('/api/v1/tasks/{id}/why', { params: { path: { id: taskId } } })) });
  return (
    <Drawer open title={t('title')} size="large" onClose={onClose}>
      {isPending && <Loading />}
      {error && <Failure error={error} />}
      {why && <><Rule why={why} /><Deadlines why={why} /><Happened why={why} /></>}
    </Drawer>
  );
}

const Heading = ({ children }: { children: string }) => <Typography.Title level={3} style={{ fontSize: 16 }}>{children}</Typography.Title>;

/** The rule of the due time, where it is from, and the arithmetic step by step. */
function Rule({ why: { sentences, rule } }: { why: Why }) {
  const { t } = useTranslation('why');
  const text = useText();
  const { source, calendar } = (rule ?? {}) as { source?: string; calendar?: { id?: string } };
  return (
    <>
      <Heading>{t('rule')}</Heading>
      <Flex gap={8} wrap>{source && <Tag color="geekblue">{t('handbook', { source })}</Tag>}{calendar?.id && <Tag>{t('calendar', { id: calendar.id })}</Tag>}</Flex>
      <ol style={{ paddingInlineStart: 20 }}>{sentences.map((sentence, index) => <li key={index}>{text(sentence)}</li>)}</ol>
    </>
  );
}

/** Every reminder, warning and rung: what became of it and why, how its time was counted, what happened to it so far. */
function Deadlines({ why: { deadlines } }: { why: Why }) {
  const { t } = useTranslation('why');
  const text = useText();
  return (
    <>
      <Heading>{t('deadlines')}</Heading>
      {deadlines.length === 0 && <Typography.Text type="secondary">{t('none')}</Typography.Text>}
      <Timeline
        items={deadlines.map((deadline) => ({
          key: `${deadline.kind}${deadline.index}`,
          color: COLOURS[deadline.status] ?? 'gray',
          content: (
            <>
              {text(deadline.sentence)} <Tag>{t(`status.${deadline.status}`)}</Tag>
              {deadline.history.map((line, index) => <div key={index}><Typography.Text type="secondary">{text(line)}</Typography.Text></div>)}
              {deadline.arithmetic.length > 0 && <Collapse ghost size="small" items={[{ key: 'a', label: t('arithmetic'), children: deadline.arithmetic.map((step, index) => <div key={index}>{text(step)}</div>) }]} />}
            </>
          ),
        }))}
      />
    </>
  );
}

/** What came of rungs on every ladder that the task has been on. */
function Happened({ why: { history } }: { why: Why }) {
  const { t } = useTranslation('why');
  const text = useText();
  const times = useTimes();
  if (history.length === 0) return null;
  return (
    <>
      <Heading>{t('history')}</Heading>
      <Timeline items={history.map(({ at, sentence }, index) => ({ key: index, content: <span title={times.at(at)}>{text(sentence)}</span> }))} />
    </>
  );
}
