import { dateOf, dayNumber } from './dates.ts';
import { dayOf, type DayFacts } from './day.ts';
import type { Calendar } from './layers.ts';

/** A date that two versions of a calendar see differently. */
export interface DayChange {
  date: string;
  before: DayFacts | null;
  after: DayFacts;
}

/** The dates of [from, until] (local dates), and those that any layer names beyond, on which a calendar changes. `before` is null for one that is new. */
export function differenceOf(before: Calendar | null, after: Calendar, from: string, until: string): DayChange[] {
  const span = Array.from({ length: Math.max(0, dayNumber(until) - dayNumber(from) + 1) }, (_, index) => dateOf(dayNumber(from) + index));
  const named = [before, after].flatMap((calendar) => calendar?.layers.flatMap(({ data }) => Object.keys(data.days ?? {})) ?? []);
  const dates = [...new Set([...span, ...named])].sort();
  return dates.flatMap((date): DayChange[] => {
    const change = { date, before: before && dayOf(before, date), after: dayOf(after, date) };
    return change.before && told(change.before) === told(change.after) ? [] : [change];
  });
}

/** What people would notice: not which layer says it. */
const told = ({ isWorkday, reason, name, hours, half, official }: DayFacts): string => JSON.stringify([isWorkday, reason, name?.['zh-CN'], name?.en, hours, half, official]);
