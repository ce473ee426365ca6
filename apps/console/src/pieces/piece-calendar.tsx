import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Alert, Button, Flex, Grid, Segmented } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import timezone from 'dayjs/plugin/timezone.js';
import utc from 'dayjs/plugin/utc.js';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { usePieceCalendar, type Piece, type PieceFilter } from '../api/pieces.ts';
import { useMe } from '../app/me.ts';
import { Failure, Loading, Nothing } from '../ui/states.tsx';
import { useTimes } from '../ui/time.ts';
import { WindowMark } from './piece-words.tsx';

dayjs.extend(utc);
dayjs.extend(timezone);
type Span = 'month' | 'week';
const DAYS_OF_WEEK = 7;

/** Monday of the week of a day. */
const monday = (day: Dayjs): Dayjs => day.startOf('day').subtract((day.day() + DAYS_OF_WEEK - 1) % DAYS_OF_WEEK, 'day');
/** The days that a month or a week shows: whole weeks from Monday. */
function daysOf(anchor: Dayjs, span: Span): Dayjs[] {
  const first = monday(span === 'month' ? anchor.startOf('month') : anchor);
  const last = span === 'month' ? monday(anchor.endOf('month')).add(DAYS_OF_WEEK, 'day') : first.add(DAYS_OF_WEEK, 'day');
  return Array.from({ length: last.diff(first, 'day') }, (_, index) => first.add(index, 'day'));
}

/** Which video goes out when. On a phone, days follow each other and empty ones are left out. */
export function PieceCalendar({ filter }: { filter: PieceFilter }) {
  const { t, i18n } = useTranslation('pieces');
  const { timeZone } = useMe();
  const wide = Grid.useBreakpoint().md ?? true;
  const [span, setSpan] = useState<Span>('month');
  const [anchor, setAnchor] = useState(() => dayjs().tz(timeZone));
  const days = daysOf(anchor, span);
  const { data, error, isPending, refetch } = usePieceCalendar(filter, days[0]!.valueOf(), days.at(-1)!.add(1, 'day').valueOf());
  const on = (day: Dayjs): Piece[] => (data?.items ?? []).filter(({ expected }) => expected && dayjs(expected.at).tz(timeZone).isSame(day, 'day'));
  const window = data?.items.find((piece) => piece.window)?.window;
  const move = (by: number): void => setAnchor(anchor.add(by, span));
  const title = new Intl.DateTimeFormat(i18n.language, { timeZone, year: 'numeric', month: 'long', ...(span === 'week' ? { day: 'numeric' } : {}) }).format((span === 'week' ? days[0]! : anchor).valueOf());
  return (
    <section aria-label={t('views.calendar')}>
      <Flex gap={8} align="center" wrap style={{ marginBottom: 8 }}>
        <Button icon={<LeftOutlined />} aria-label={t('earlier')} onClick={() => move(-1)} />
        <Button icon={<RightOutlined />} aria-label={t('later')} onClick={() => move(1)} />
        <Button onClick={() => setAnchor(dayjs().tz(timeZone))}>{t('today')}</Button>
        <h2 className="piece-month" aria-live="polite">{title}</h2>
        <Segmented<Span> aria-label={t('span')} value={span} onChange={setSpan} options={[{ value: 'month', label: t('month') }, { value: 'week', label: t('week') }]} />
      </Flex>
      {isPending && <Loading />}
      {error && <Failure error={error} retry={() => void refetch()} />}
      {data && !data.complete && <Alert type="info" showIcon title={t('narrow')} style={{ marginBottom: 8 }} />}
      {data && data.items.length === 0 && <Nothing>{t('emptyCalendar')}</Nothing>}
      {data && (wide ? <Month days={days} on={on} month={span === 'month' ? anchor.month() : null} /> : <Agenda days={days} on={on} />)}
      <p className="piece-legend"><WindowMark verdict="inside" /> {t('window.inside')} · <WindowMark verdict="outside" /> {t('window.outside')}{window && ` · ${t('windowOf', { from: window.from, until: window.until, zone: window.timeZone, source: window.source })}`} · {t('dashed')}</p>
    </section>
  );
}

function Month({ days, on, month }: { days: Dayjs[]; on: (day: Dayjs) => Piece[]; month: number | null }) {
  const { t, i18n } = useTranslation('pieces');
  const { timeZone } = useMe();
  const weekday = new Intl.DateTimeFormat(i18n.language, { timeZone, weekday: 'short' });
  const weeks = Array.from({ length: days.length / DAYS_OF_WEEK }, (_, index) => days.slice(index * DAYS_OF_WEEK, (index + 1) * DAYS_OF_WEEK));
  const today = dayjs().tz(timeZone);
  return (
    <table className="piece-calendar" aria-label={t('views.calendar')}>
      <thead><tr>{weeks[0]!.map((day) => <th key={day.valueOf()} scope="col">{weekday.format(day.valueOf())}</th>)}</tr></thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]!.valueOf()}>
            {week.map((day) => (
              <td key={day.valueOf()} data-other={month !== null && day.month() !== month} data-today={day.isSame(today, 'day')}>
                <div className="piece-day">{day.date()}</div>
                {on(day).map((piece) => <Entry key={piece.id} piece={piece} />)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Agenda({ days, on }: { days: Dayjs[]; on: (day: Dayjs) => Piece[] }) {
  const times = useTimes();
  return (
    <ul className="piece-agenda">
      {days.filter((day) => on(day).length > 0).map((day) => <li key={day.valueOf()}><h3>{times.day(day.valueOf())}</h3>{on(day).map((piece) => <Entry key={piece.id} piece={piece} />)}</li>)}
    </ul>
  );
}

function Entry({ piece }: { piece: Piece }) {
  const { t } = useTranslation('pieces');
  const times = useTimes();
  const { expected } = piece;
  return (
    <Link to={`/pieces/${piece.id}`} className="piece-entry" data-basis={expected!.basis}>
      <span className="piece-when">{t(`goesOut.${expected!.basis}`, { at: times.clock(expected!.at) })} {expected!.window && <WindowMark verdict={expected!.window} />}</span>
      <b>{piece.title}</b>
      <span className="piece-account">{piece.account} · {t(`stage.${piece.stage}`)}</span>
    </Link>
  );
}
