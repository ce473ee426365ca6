import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLook } from '../../app/theme.tsx';
import type { EChartsCoreOption, EChartsType } from './echarts.ts';
import { inkOf, type Ink } from './palette.ts';
import './chart.css';

interface Props {
  /** What it shows, in one sentence: what a screen reader says in place of the picture. */
  label: string;
  height: number;
  option: (ink: Ink) => EChartsCoreOption;
  /** The same figures as a table. */
  head: readonly string[];
  rows: ReadonlyArray<{ key: string | number; cells: readonly ReactNode[] }>;
}

/** A chart with its figures as a table under it. The drawing library comes with the first chart that is shown. */
export function Chart({ label, height, option, head, rows }: Props) {
  const { t } = useTranslation();
  return (
    <figure className="chart">
      <Drawing label={label} height={height} option={option} />
      <details>
        <summary>{t('chart.table')}</summary>
        <table aria-label={label}>
          <thead><tr>{head.map((title) => <th key={title} scope="col">{title}</th>)}</tr></thead>
          <tbody>{rows.map(({ key, cells }) => <tr key={key}>{cells.map((cell, index) => (index === 0 ? <th key={head[index]} scope="row">{cell}</th> : <td key={head[index]}>{cell}</td>))}</tr>)}</tbody>
        </table>
      </details>
    </figure>
  );
}

function Drawing({ label, height, option }: Pick<Props, 'label' | 'height' | 'option'>) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(undefined);
  const wanted = useRef<EChartsCoreOption>({});
  const { dark } = useLook();
  const ink = inkOf(dark);
  wanted.current = { animation: false, color: [...ink.colours], textStyle: { color: ink.text }, aria: { enabled: true, label: { description: label }, decal: { show: true } }, ...option(ink) };
  useEffect(() => {
    let gone = false;
    const resize = new ResizeObserver(() => chart.current?.resize());
    void import('./echarts.ts').then(({ init }) => {
      if (gone || !place.current) return;
      chart.current = init(place.current);
      chart.current.setOption(wanted.current);
      resize.observe(place.current);
    });
    return () => {
      gone = true;
      resize.disconnect();
      chart.current?.dispose();
      chart.current = undefined;
    };
  }, []);
  useEffect(() => chart.current?.setOption(wanted.current, { notMerge: true }));
  return <div ref={place} role="img" aria-label={label} style={{ height }} />;
}
