import { CheckCircleOutlined, ClockCircleOutlined, WarningOutlined } from '@ant-design/icons';
import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Piece } from '../api/pieces.ts';
import { useNumbers } from '../ui/numbers.ts';

export const STAGES = ['planned', 'producing', 'daily', 'weekly', 'final', 'rework', 'ready', 'published'] as const;

export function StageTag({ piece }: { piece: Pick<Piece, 'stage'> }) {
  const { t } = useTranslation('pieces');
  return <Tag>{t(`stage.${piece.stage}`)}</Tag>;
}

/** Whether it goes out in the publishing window, in words. */
export function WindowTag({ piece: { expected, window } }: { piece: Pick<Piece, 'expected' | 'window'> }) {
  const { t } = useTranslation('pieces');
  if (!expected?.window || !window) return null;
  const inside = expected.window === 'inside';
  return <Tag icon={inside ? <CheckCircleOutlined className="piece-inside" /> : <ClockCircleOutlined className="piece-outside" />} title={t('windowOf', { from: window.from, until: window.until, zone: window.timeZone, source: window.source })}>{t(`window.${expected.window}`)}</Tag>;
}

/** The same as a mark, where there is little room: its shape says it, and its words are there for who cannot see it. */
export function WindowMark({ verdict }: { verdict: 'inside' | 'outside' }) {
  const { t } = useTranslation('pieces');
  return verdict === 'inside' ? <CheckCircleOutlined className="piece-inside" aria-label={t('window.inside')} title={t('window.inside')} /> : <ClockCircleOutlined className="piece-outside" aria-label={t('window.outside')} title={t('window.outside')} />;
}

/** A metric as people read it: ratios as per cent. */
export function useMetric(): (metric: string, value: number) => string {
  const numbers = useNumbers();
  return (metric, value) => (metric.endsWith('rate') ? numbers.percent(value) : numbers.count(value));
}

/** The latest node's figures against their floors; the mark repeats what the colour says. */
export function MetricTags({ piece }: { piece: Pick<Piece, 'checkpoints'> }) {
  const { t } = useTranslation('pieces');
  const write = useMetric();
  const last = piece.checkpoints.at(-1);
  if (!last) return null;
  return (
    <span className="piece-metrics">
      {last.metrics.map(({ metric, value, verdict, floor }) => (
        <Tag key={metric} color={verdict === 'ok' ? 'default' : 'red'} icon={verdict === 'ok' ? undefined : <WarningOutlined />} title={t('floor', { floor: write(metric, floor) })}>
          {t('metricAt', { metric: t(`metric.${metric}`, { defaultValue: metric }), value: value === null ? t('missing') : write(metric, value), node: last.node })}
        </Tag>
      ))}
    </span>
  );
}
