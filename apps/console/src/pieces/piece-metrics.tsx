import { WarningOutlined } from '@ant-design/icons';
import { Card, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { PieceWhole } from '../api/pieces.ts';
import { Chart } from '../ui/chart/chart.tsx';
import type { Ink } from '../ui/chart/palette.ts';
import { useText } from '../ui/text.ts';
import { useTimes } from '../ui/time.ts';
import { useMetric } from './piece-words.tsx';

type Metric = PieceWhole['metrics'][number];
const CHART_PX = 170;
const PER_CENT = 100;

/** Figures against their floors: at each node, and as they came. */
export function PieceMetrics({ piece }: { piece: PieceWhole }) {
  const { t } = useTranslation('pieces');
  const text = useText();
  if (piece.metrics.length === 0) return null;
  return (
    <Card size="small" title={<h2 className="piece-heading">{t('metrics')}</h2>}>
      {piece.publishedAt === null && <Typography.Paragraph type="secondary">{t('notOut')}</Typography.Paragraph>}
      <Nodes piece={piece} />
      <div className="piece-charts">{piece.metrics.filter(({ points }) => points.length > 0).map((metric) => <MetricChart key={metric.metric} metric={metric} title={text(metric.title)} />)}</div>
    </Card>
  );
}

function Nodes({ piece }: { piece: PieceWhole }) {
  const { t } = useTranslation('pieces');
  const text = useText();
  const times = useTimes();
  const write = useMetric();
  return (
    <div className="piece-wide" role="region" aria-label={t('nodes')} tabIndex={0}>
      <table className="piece-nodes">
        <thead><tr><th scope="col">{t('metricName')}</th><th scope="col">{t('floorName')}</th>{piece.nodes.map(({ node, at }) => <th key={node} scope="col">{node}{at !== null && <><br /><small>{times.at(at)}</small></>}</th>)}</tr></thead>
        <tbody>
          {piece.metrics.map(({ metric, title, floor }) => (
            <tr key={metric}>
              <th scope="row">{text(title)}</th>
              <td>{write(metric, floor)}</td>
              {piece.nodes.map(({ node, metrics }) => {
                const found = metrics?.find((one) => one.metric === metric);
                if (!metrics) return <td key={node}>{t('waiting')}</td>;
                if (!found) return <td key={node}>–</td>;
                return <td key={node} data-verdict={found.verdict}>{found.verdict !== 'ok' && <WarningOutlined aria-label={t(`verdict.${found.verdict}`)} />} {found.value === null ? t('missing') : write(metric, found.value)}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function MetricChart({ metric, title }: { metric: Metric; title: string }) {
  const { t } = useTranslation('pieces');
  const times = useTimes();
  const write = useMetric();
  const short = (value: number): string => write(metric.metric, value);
  return (
    <div>
      <h3 className="piece-heading">{title}</h3>
      <Chart
        label={t('chartOf', { metric: title, floor: short(metric.floor) })}
        height={CHART_PX}
        option={(ink) => optionOf(metric, ink, times.short, short, t('floorName'))}
        head={[t('measured'), title, t('source')]}
        rows={metric.points.map(({ at, value, source }) => ({ key: `${at}/${source}`, cells: [times.at(at), short(value), source] }))}
      />
    </div>
  );
}

function optionOf({ points, floor, unit }: Metric, ink: Ink, day: (at: number) => string, write: (value: number) => string, floorName: string) {
  const scale = unit === 'ratio' ? PER_CENT : 1;
  const axis = { axisLine: { lineStyle: { color: ink.line } }, axisLabel: { color: ink.text, fontSize: 11, hideOverlap: true }, splitLine: { lineStyle: { color: ink.line } } };
  return {
    grid: { left: 4, right: 16, top: 18, bottom: 2, containLabel: true },
    xAxis: { type: 'category', data: points.map(({ at }) => day(at)), ...axis },
    yAxis: { type: 'value', min: 0, splitNumber: 3, ...axis },
    tooltip: { trigger: 'axis', renderMode: 'richText', formatter: ([point]: Array<{ dataIndex: number; name: string }>) => `${point!.name}  ${write(points[point!.dataIndex]!.value)}` },
    series: [{
      type: 'line', data: points.map(({ value }) => value * scale), symbolSize: 8, lineStyle: { width: 2 },
      markLine: { silent: true, symbol: 'none', lineStyle: { type: 'dashed', color: ink.colours[1] }, label: { formatter: floorName, color: ink.text, position: 'insideStartTop' }, data: [{ yAxis: floor * scale }] },
    }],
  };
}
