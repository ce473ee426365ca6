import { useRef, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { dateOf, dayNumber, weekdayOf } from '#domain/calendar/dates';
import { dayOf, type DayFacts } from '#domain/calendar/day';
import type { Calendar } from '#domain/calendar/layers';
import { useText } from '../../ui/text.ts';
import { useCalendarName } from './access.ts';
import { lookOf, LOOKS, type Look } from './day-kind.ts';
import './year-grid.css';

interface Props {
  year: number;
  calendar: Calendar;
  /** The calendar as it is kept, to mark what is edited. */
  kept: Calendar;
  today: string;
  /** The date that the arrow keys stand on. */
  focus: string;
  onFocus: (date: string) => void;
  onPick: (date: string) => void;
}
const WEEK = [1, 2, 3, 4, 5, 6, 7];
const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/** Twelve months on one page; every day a button, one of them in the order of the tab key and all by the arrows. */
export function YearGrid({ year, calendar, kept, today, focus, onFocus, onPick }: Props) {
  const { t, i18n } = useTranslation('calendars');
  const grid = useRef<HTMLDivElement>(null);
  const began = new Set(calendar.layers.flatMap(({ data }) => (data.periods ?? []).map(({ from }) => from)));
  const move = (event: KeyboardEvent): void => {
    const next = event.key.startsWith('Page') ? monthsFrom(focus, event.key === 'PageUp' ? -1 : 1) : event.key in STEPS ? dateOf(dayNumber(focus) + STEPS[event.key]!) : null;
    if (next === null || !next.startsWith(`${year}-`)) return;
    event.preventDefault();
    onFocus(next);
    grid.current?.querySelector<HTMLElement>(`[data-date="${next}"]`)?.focus();
  };
  const monthName = new Intl.DateTimeFormat(i18n.language, { month: 'long', timeZone: 'UTC' });
  return (
    <div className="year-grid" ref={grid} onKeyDown={move}>
      {WEEK.concat(8, 9, 10, 11, 12).map((month) => (
        <table key={month}>
          <caption>{monthName.format(Date.UTC(year, month - 1, 15))}</caption>
          <thead><tr>{WEEK.map((weekday) => <th key={weekday} scope="col">{t(`weekdayShort.${weekday}`)}</th>)}</tr></thead>
          <tbody>
            {weeksOf(year, month).map((week) => (
              <tr key={week.find((date) => date !== null)}>
                {week.map((date, index) => <td key={date ?? index}>{date && <Day date={date} day={dayOf(calendar, date)} before={dayOf(kept, date)} ownHours={hasHours(calendar, date)} begins={began.has(date)} today={date === today} reachable={date === focus} onPick={onPick} onFocus={onFocus} />}</td>)}
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </div>
  );
}

interface DayProps {
  date: string;
  day: DayFacts;
  before: DayFacts;
  ownHours: boolean;
  begins: boolean;
  today: boolean;
  reachable: boolean;
  onPick: (date: string) => void;
  onFocus: (date: string) => void;
}

function Day({ date, day, before, ownHours, begins, today, reachable, onPick, onFocus }: DayProps) {
  const { t } = useTranslation('calendars');
  const describe = useDescription();
  const look = lookOf(day, ownHours);
  const edited = JSON.stringify([day.isWorkday, day.reason, day.hours, day.name]) !== JSON.stringify([before.isWorkday, before.reason, before.hours, before.name]);
  const words = [describe(day), edited ? t('edited') : '', begins ? t('begins') : ''].filter(Boolean).join(' · ');
  return (
    <button type="button" className="year-day" data-date={date} data-kind={look} data-edited={edited} data-begins={begins} data-today={today} title={`${date} ${words}`} tabIndex={reachable ? 0 : -1} onFocus={() => onFocus(date)} onClick={() => onPick(date)}>
      <span>{Number(date.slice(8))}</span>
      {look !== 'plain' && look !== 'weekend' && <small>{t(`letter.${look}`)}</small>}
      <span className="said">{date} {words}</span>
    </button>
  );
}

/** What there is to say of a day, by the rules here or by the API. */
export type Described = Omit<DayFacts, 'hours' | 'date' | 'source' | 'hoursLayer'> & { hours: ReadonlyArray<readonly string[]> };

/** A day in words: what it is and why, when it is worked, and which layer says so. */
export function useDescription(): (day: Described) => string {
  const { t } = useTranslation('calendars');
  const text = useText();
  const calendarName = useCalendarName();
  return ({ isWorkday, reason, name, hours, half, layer, official }) => [
    isWorkday ? (half ? t(`half.${half}`) : t('works')) : t('off'),
    name ? `${text(name)} (${t(`reason.${reason}`)})` : t(`reason.${reason}`),
    isWorkday ? hours.map(([from, until]) => `${from}–${until}`).join(', ') : '',
    t('saidBy', { layer: calendarName(layer) }),
    official ? '' : t('provisional'),
  ].filter(Boolean).join(' · ');
}

/** What the letters and shapes mean. */
export function Legend() {
  const { t } = useTranslation('calendars');
  const letter = (look: Look): string => (look === 'plain' || look === 'weekend' ? '' : t(`letter.${look}`));
  return <ul className="year-legend">{LOOKS.map((look) => <li key={look}><span className="year-day" data-kind={look} aria-hidden><span>8</span><small>{letter(look)}</small></span>{t(`shape.${look}`)}</li>)}</ul>;
}

/** Days of a month in weeks from Monday on; null where a week belongs to another month. */
function weeksOf(year: number, month: number): Array<Array<string | null>> {
  const first = Date.UTC(year, month - 1, 1) / 86_400_000;
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const blank = weekdayOf(first) - 1;
  const cells = Array.from({ length: Math.ceil((blank + length) / 7) * 7 }, (_, index) => (index < blank || index >= blank + length ? null : dateOf(first + index - blank)));
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}

function monthsFrom(date: string, months: number): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10);
}

const hasHours = ({ layers }: Calendar, date: string): boolean => layers.some(({ data }) => data.days?.[date]?.hours !== undefined);
