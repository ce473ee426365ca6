import { Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFlow, type FlowFigure, type Scope } from '../api/boards.ts';
import { Chart } from '../ui/chart/chart.tsx';
import type { Ink } from '../ui/chart/palette.ts';
import { useNumbers, type Numbers } from '../ui/numbers.ts';
import { Failure, Loading } from '../ui/states.tsx';
import { useTimes } from '../ui/time.ts';
import type { Opened } from './figure-list.tsx';

interface Props {
  scope: Scope;
  open: (opened: Opened) => void;
}
const CHART_PX = 132;
const DAY_MS = 86_400_000;
const PER_CENT = 100;

/** How the work flowed, whole and week by week. */
export function Flow({ scope, open }: Props) {
  const { t } = useTranslation('boards');
  const times = useTimes();
  const { data, error, isPending, refetch } = useFlow(scope);
  return (
    <section aria-labelledby="board-flow">
      <Typography.Title level={2} id="board-flow" style={{ fontSize: 18 }}>{t('flow')}</Typography.Title>
      {isPending && <Loading />}
      {error && <Failure error={error} retry={() => void refetch()} />}
      {data && (
        <>
          <Typography.Paragraph type="secondary">{t('over', { from: times.day(data.from), until: times.day(data.until) })}{data.sight === 'own' && ` ${t('sight')}`}</Typography.Paragraph>
          <div className="board-flow">{data.figures.map((figure) => <FlowCard key={figure.key} figure={figure} scope={scope} open={open} />)}</div>
        </>
      )}
    </section>
  );
}

/** A figure as people read it. */
export function written({ unit }: Pick<FlowFigure, 'unit'>, value: number, numbers: Numbers): string {
  if (unit === 'ms') return numbers.length(value);
  return unit === 'share' ? numbers.share(value) : numbers.decimal(value);
}

function FlowCard({ figure, scope, open }: Props & { figure: FlowFigure }) {
  const { t } = useTranslation('boards');
  const numbers = useNumbers();
  const title = t(`figure.${figure.key}.title`);
  const list = (period?: { from: number; until: number }): void => open({ figure: figure.key, ...scope, ...period });
  return (
    <article className="board-card" aria-label={title}>
      <h3>{title}</h3>
      {figure.value === null ? <p className="board-none">{t('noData')}</p> : <button type="button" className="board-value" onClick={() => list()} aria-label={t('openList', { title, value: written(figure, figure.value, numbers) })}>{written(figure, figure.value, numbers)}</button>}
      <p className="board-how">{figure.value !== null && `${t(`figure.${figure.key}.of`, { count: figure.of })} `}{t(`figure.${figure.key}.how`)}</p>
      {figure.value !== null && <Trend title={title} figure={figure} list={list} />}
    </article>
  );
}

function Trend({ title, figure, list }: { title: string; figure: FlowFigure; list: (period: { from: number; until: number }) => void }) {
  const { t } = useTranslation('boards');
  const numbers = useNumbers();
  const times = useTimes();
  return (
    <Chart
      label={t('trend', { title })}
      height={CHART_PX}
      option={(ink) => trendOption(figure, ink, times.short, (value) => written(figure, value, numbers))}
      head={[t('week'), title, t('things')]}
      rows={figure.trend.map((week) => ({
        key: week.from,
        cells: [times.short(week.from), week.value === null ? t('noData') : written(figure, week.value, numbers), week.of === 0 ? '0' : <button key="of" type="button" className="board-link" onClick={() => list(week)} aria-label={t('openWeek', { title, week: times.short(week.from), count: week.of })}>{numbers.count(week.of)}</button>],
      }))}
    />
  );
}

/** One unit for the whole axis, so that its steps are round. */
const scaled = (unit: FlowFigure['unit'], value: number | null): number | null => (value === null ? null : unit === 'ms' ? value / DAY_MS : unit === 'share' ? value * PER_CENT : value);

function trendOption({ trend, unit }: FlowFigure, ink: Ink, week: (at: number) => string, write: (value: number) => string) {
  const axis = { axisLine: { lineStyle: { color: ink.line } }, axisLabel: { color: ink.text, fontSize: 11, hideOverlap: true }, splitLine: { lineStyle: { color: ink.line } } };
  return {
    grid: { left: 4, right: 12, top: 10, bottom: 2, containLabel: true },
    xAxis: { type: 'category', data: trend.map(({ from }) => week(from)), ...axis },
    yAxis: { type: 'value', min: 0, ...(unit === 'share' ? { max: PER_CENT, interval: PER_CENT / 2 } : { splitNumber: 2 }), ...axis },
    tooltip: { trigger: 'axis', renderMode: 'richText', formatter: ([point]: Array<{ dataIndex: number; name: string }>) => told(point!.name, trend[point!.dataIndex]?.value ?? null, write) },
    series: [{ type: 'line', data: trend.map(({ value }) => scaled(unit, value)), symbolSize: 7, lineStyle: { width: 2 }, connectNulls: false }],
  };
}

const told = (week: string, value: number | null, write: (value: number) => string): string => (value === null ? week : `${week}  ${write(value)}`);
