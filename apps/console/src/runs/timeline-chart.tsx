import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { Timeline } from '../api/runs.ts';
import { useText } from '../ui/text.ts';
import { useTimes } from '../ui/time.ts';

const LABELS_PX = 230;
const ROW_PX = 26;
const HEAD_PX = 30;
const BAR_PX = 14;
const LEAST_PX = 640;
/** A bar is never thinner: what took a second happened too. */
const THINNEST_PX = 2;
const TICK_PX = 120;
const CHARACTERS = 32;

type Lane = Timeline['lanes'][number];
type Scale = (at: number) => number;

/** One bar a task, in the order they were opened; time off is hatched, now is a line. The table says the same to whoever cannot see it. */
export function TimelineChart({ timeline }: { timeline: Timeline }) {
  const { t } = useTranslation('runs');
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const { from, until, now, off, lanes } = timeline;
  const span = Math.max(until - from, 1);
  const scale: Scale = (at) => LABELS_PX + (Math.min(Math.max(at, from), until) - from) / span * (width - LABELS_PX - 8);
  const height = HEAD_PX + lanes.length * ROW_PX + 8;
  return (
    <div ref={frame} className="timeline-scroll" tabIndex={0} role="region" aria-label={t('view.timeline')}>
      <svg width={width} height={height} role="img" aria-label={t('timeline.about', { count: lanes.length })} style={{ display: 'block' }}>
        <defs>
          <pattern id="off-time" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line y2="6" stroke="currentColor" strokeOpacity="0.28" strokeWidth="2" /></pattern>
        </defs>
        {off.map(([start = 0, end = 0]) => <rect key={start} x={scale(start)} y={HEAD_PX} width={Math.max(scale(end) - scale(start), 0)} height={height - HEAD_PX} fill="url(#off-time)" />)}
        <Ticks timeline={timeline} scale={scale} height={height} width={width} />
        {lanes.map((lane, index) => <Row key={lane.taskId} lane={lane} y={HEAD_PX + index * ROW_PX} scale={scale} width={width} now={now} />)}
        {now >= from && now <= until && <line x1={scale(now)} x2={scale(now)} y1={HEAD_PX} y2={height} className="tl-now" />}
      </svg>
    </div>
  );
}

function Ticks({ timeline: { from, until }, scale, height, width }: { timeline: Timeline; scale: Scale; height: number; width: number }) {
  const times = useTimes();
  const count = Math.max(1, Math.floor((width - LABELS_PX) / TICK_PX));
  const short = until - from < 2 * 86_400_000;
  const ticks = Array.from({ length: count }, (_, index) => from + ((until - from) * index) / count);
  return ticks.map((at) => (
    <g key={at}>
      <line x1={scale(at)} x2={scale(at)} y1={HEAD_PX - 6} y2={height} className="tl-grid" />
      <text x={scale(at) + 3} y={HEAD_PX - 10} className="tl-text">{short ? times.clock(at) : times.day(at)}</text>
    </g>
  ));
}

function Row({ lane, y, scale, width, now }: { lane: Lane; y: number; scale: Scale; width: number; now: number }) {
  const navigate = useNavigate();
  const { t } = useTranslation('runs');
  const text = useText();
  const times = useTimes();
  const title = String(lane.subject.note ?? text(lane.title));
  const top = y + (ROW_PX - BAR_PX) / 2;
  const overFrom = lane.dueAt !== null && (lane.closedAt ?? now) > lane.dueAt ? lane.dueAt : null;
  return (
    <g onClick={() => void navigate(`/tasks/${lane.taskId}`)} style={{ cursor: 'pointer' }}>
      <rect x={0} y={y} width={width} height={ROW_PX} className="tl-row" />
      <text x={8} y={y + ROW_PX / 2 + 4} className="tl-text"><title>{title}</title>{title.length > CHARACTERS ? `${title.slice(0, CHARACTERS - 1)}…` : title}</text>
      {lane.segments.map((segment) => (
        <rect key={segment.from} x={scale(segment.from)} y={top} width={Math.max(scale(segment.until) - scale(segment.from), THINNEST_PX)} height={BAR_PX} rx={2} className={`tl-${segment.kind}`}>
          <title>{`${title}: ${t(`timeline.${segment.kind}`)}, ${times.at(segment.from)} – ${times.at(segment.until)}`}</title>
        </rect>
      ))}
      {overFrom !== null && <rect x={scale(overFrom)} y={top} width={Math.max(scale(lane.closedAt ?? now) - scale(overFrom), THINNEST_PX)} height={BAR_PX} className="tl-late" />}
      {lane.dueAt !== null && <line x1={scale(lane.dueAt)} x2={scale(lane.dueAt)} y1={top - 3} y2={top + BAR_PX + 3} className="tl-due"><title>{`${t('timeline.due')}: ${times.at(lane.dueAt)}`}</title></line>}
      {lane.marks.map((mark) => (
        <path key={`${mark.kind}${mark.index}${mark.at}`} d={diamond(scale(mark.at), top + BAR_PX / 2)} className="tl-mark"><title>{`${t(`mark.${mark.kind}`, { number: mark.index + 1 })}: ${times.at(mark.at)}`}</title></path>
      ))}
    </g>
  );
}

const diamond = (x: number, y: number): string => `M${x} ${y - 5} L${x + 5} ${y} L${x} ${y + 5} L${x - 5} ${y} Z`;

function useWidth(frame: React.RefObject<HTMLDivElement | null>): number {
  const [width, setWidth] = useState(LEAST_PX);
  useEffect(() => {
    if (!frame.current) return;
    const watch = new ResizeObserver(([entry]) => setWidth(Math.max(LEAST_PX, Math.floor(entry?.contentRect.width ?? 0))));
    watch.observe(frame.current);
    return () => watch.disconnect();
  }, [frame]);
  return width;
}
