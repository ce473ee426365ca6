import { Flex, Segmented, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTimeline } from '../api/runs.ts';
import { Failure, Loading, Nothing } from '../ui/states.tsx';
import { TimelineChart } from './timeline-chart.tsx';
import { TimelineTable } from './timeline-table.tsx';

/** What became of each task's time, drawn or as a table. */
export function RunTimeline({ runId }: { runId: string }) {
  const { t } = useTranslation('runs');
  const [shape, setShape] = useState<'chart' | 'table'>('chart');
  const timeline = useTimeline(runId);
  if (timeline.isPending) return <Loading />;
  if (timeline.error) return <Failure error={timeline.error} retry={() => void timeline.refetch()} />;
  if (timeline.data.lanes.length === 0) return <Nothing>{t('timeline.none')}</Nothing>;
  return (
    <Flex vertical gap={8}>
      <Flex justify="space-between" align="center" gap={8} wrap>
        <Legend />
        <Segmented size="small" value={shape} onChange={setShape} aria-label={t('timeline.shape')} options={(['chart', 'table'] as const).map((value) => ({ value, label: t(`timeline.${value}`) }))} />
      </Flex>
      {shape === 'chart' ? <TimelineChart timeline={timeline.data} /> : <TimelineTable timeline={timeline.data} />}
      <Typography.Text type="secondary" style={{ fontSize: 12 }}>{t('timeline.zone')}</Typography.Text>
    </Flex>
  );
}

function Legend() {
  const { t } = useTranslation('runs');
  return (
    <div className="timeline-legend">
      {(['work', 'waiting', 'paused'] as const).map((kind) => <span key={kind}><svg width="18" height="10" aria-hidden><rect width="18" height="10" rx="2" className={`tl-${kind}`} /></svg>{t(`timeline.${kind}`)}</span>)}
      <span><svg width="18" height="12" aria-hidden><rect width="18" height="12" fill="url(#off-time)" /></svg>{t('timeline.off')}</span>
      <span><svg width="12" height="12" aria-hidden><line x1="6" x2="6" y2="12" className="tl-now" /></svg>{t('timeline.now')}</span>
      <span><svg width="12" height="12" aria-hidden><path d="M6 1 L11 6 L6 11 L1 6 Z" className="tl-mark" /></svg>{t('timeline.mark')}</span>
      <span><svg width="12" height="12" aria-hidden><line x1="6" x2="6" y2="12" className="tl-due" /></svg>{t('timeline.due')}</span>
    </div>
  );
}
