import { useQuery } from '@tanstack/react-query';
import { Collapse, Drawer, Tag, Timeline, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, data } from '../api/client.ts';
import { Failure, Loading } from './states.tsx';
import { useText } from './text.ts';

const COLOURS: Record<string, string> = { pending: 'blue', withheld: 'gold', frozen: 'gray', fired: 'green', 'will-not-fire': 'gray' };

/** Why a task is due when it is, and why each reminder and rung came, comes or does not: rule, handbook section, calendar, arithmetic. */
export function WhyDrawer({ taskId, onClose }: { taskId: string; onClose: () => void }) {
  const { t } = useTranslation('why');
  const text = useText();
  const { data: why, error, isPending } = useQuery({ queryKey: ['task', taskId, 'why'], queryFn: () => data(api.GET('/api/v1/tasks/{id}/why', { params: { path: { id: taskId } } })) });
  return (
    <Drawer open title={t('title')} size="large" onClose={onClose}>
      {isPending && <Loading />}
      {error && <Failure error={error} />}
      {why && (
        <>
          <Typography.Paragraph>
            <ol style={{ paddingInlineStart: 20 }}>{why.sentences.map((sentence) => <li key={sentence.en}>{text(sentence)}</li>)}</ol>
          </Typography.Paragraph>
          <Typography.Title level={3} style={{ fontSize: 16 }}>{t('deadlines')}</Typography.Title>
          <Timeline
            items={why.deadlines.map((deadline) => ({
              key: `${deadline.kind}${deadline.index}`,
              color: COLOURS[deadline.status] ?? 'gray',
              content: (
                <>
                  {text(deadline.sentence)} <Tag>{t(`status.${deadline.status}`)}</Tag>
                  {deadline.arithmetic.length > 0 && <Collapse ghost size="small" items={[{ key: 'a', label: t('arithmetic'), children: deadline.arithmetic.map((step) => <div key={step.en}>{text(step)}</div>) }]} />}
                </>
              ),
            }))}
          />
        </>
      )}
    </Drawer>
  );
}
