import type { Recurrence } from '#contracts/playbook';
import { dateOf, dayNumber, weekdayOf } from './dates.ts';
import type { Days } from './slice-days.ts';

type Dated = Exclude<Recurrence, { kind: 'every' }>;
type Nth = Extract<Recurrence, { kind: 'nth' }>;

/** The dates that a rule names within the slice, ascending, before days off are looked at. Ends with `needs-more` where the slice cannot tell. */
export function* nominalDays(recurrence: Dated, days: Days): Generator<number | 'needs-more'> {
  if (recurrence.kind === 'nth' && recurrence.day === 'working') yield* nthWorking(recurrence, days);
  else for (let number = days.first; number <= days.last; number += 1) if (meets(recurrence, number)) yield number;
  yield 'needs-more';
}

function meets(recurrence: Dated, number: number): boolean {
  if (recurrence.kind === 'weekly') return meetsWeek(recurrence, number);
  if (recurrence.kind === 'nth') return weekdayOf(number) === recurrence.day && nthOf(periodOf(number, recurrence.of), number, recurrence.nth) === recurrence.nth;
  const [year, month, day] = parts(number);
  const monthEnd = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const wanted = recurrence.kind === 'monthly' ? recurrence.days : (month - 1) % 3 === recurrence.month - 1 ? [recurrence.day] : [];
  return wanted.some((one) => Math.min(one, monthEnd) === day);
}

function meetsWeek({ weekday, weekdays = weekday === undefined ? [] : [weekday], every = 1, anchor }: Extract<Recurrence, { kind: 'weekly' }>, number: number): boolean {
  if (!weekdays.includes(weekdayOf(number))) return false;
  const weeks = anchor === undefined ? 0 : (mondayOf(number) - mondayOf(dayNumber(anchor))) / 7;
  return weeks % every === 0;
}

const mondayOf = (number: number): number => number - weekdayOf(number) + 1;

/** Which of its weekday the date is within the period: from its beginning, or (`like` negative) from its end. */
function nthOf({ start, end }: Period, number: number, like: number): number {
  return like > 0 ? Math.floor((number - start) / 7) + 1 : -(Math.floor((end - number) / 7) + 1);
}

/** The nth working day of each month or quarter that the slice can count. */
function* nthWorking({ nth, of }: Nth, days: Days): Generator<number | 'needs-more'> {
  for (let period = periodOf(days.first, of); period.start <= days.last; period = periodOf(period.end + 1, of)) {
    const before = period.start >= days.first ? 0 : days.slice.worked?.[of];
    const within = days.slice.days.map(({ date }) => dayNumber(date)).filter((number) => number >= period.start && number <= period.end);
    if (nth > 0) {
      if (before === undefined) return;
      const found = within[nth - 1 - before];
      if (found !== undefined) yield found;
      else if (period.end > days.last) return;
    } else {
      if (period.end > days.last) return;
      const found = within.at(nth);
      if (found !== undefined) yield found;
    }
  }
}

interface Period {
  start: number;
  end: number;
}
/** First and last day of the month or quarter that a date lies in. */
export function periodOf(number: number, of: 'month' | 'quarter'): Period {
  const [year, month] = parts(number);
  const length = of === 'month' ? 1 : 3;
  const first = month - 1 - ((month - 1) % length);
  return { start: dayNumber(`${year}-${String(first + 1).padStart(2, '0')}-01`), end: dayNumber(new Date(Date.UTC(year, first + length, 0)).toISOString().slice(0, 10)) };
}

const parts = (number: number): [year: number, month: number, day: number] => dateOf(number).split('-').map(Number) as [number, number, number];
