import type { CalendarSlice, WorkingDay } from '#contracts/calendar';
import type { Duration } from '#contracts/duration';
import { DAY_MS, parseDuration } from '../calendar/duration.ts';

/** One open task of one person, as far as their load goes. Instants in epoch ms. */
export interface OpenWork {
  taskId: string;
  /** The time that its playbook allows for it; null for a task without a clock. */
  allowed: Duration | null;
  dueAt: number | null;
  paused: boolean;
  /** How many people could take it: each has their part of it until one does. */
  among: number;
}
/** A person's time: their own calendar, when they are away, and the share of the time allowed for a task that it takes of their day (setting `workload.share`). */
export interface PersonTime {
  slice: CalendarSlice;
  away: ReadonlyArray<{ from: number; until: number }>;
  now: number;
  share: number;
}
/** One working day: what it holds from now on and what falls on it, in working ms. */
export interface DayLoad {
  date: string;
  capacityMs: number;
  loadMs: number;
  tasks: Array<{ taskId: string; ms: number }>;
}

type Span = readonly [from: number, until: number];

/**
 * What falls on each working day of a person. A task takes `share` of the time allowed for it (a working day is as long as theirs is), all of it until it is closed, for
 * nobody knows how much of it is done; it is spread evenly over their working time between now and its due time. What is overdue, or due before they are back, falls on
 * the first day that they work. Tasks without a clock and paused ones fall on no day. Sums are exact: over all days a task comes to its whole, as far as the slice reaches.
 */
export function loadOf(time: PersonTime, work: readonly OpenWork[]): DayLoad[] {
  const { slice, now } = time;
  const days = slice.days.map((day) => ({ date: day.date, spans: openSpans(day, time), tasks: [] as DayLoad['tasks'] }));
  const nominalMs = nominalDay(slice);
  for (const task of work) {
    if (task.dueAt === null || task.allowed === null || task.paused) continue;
    const effort = (effortOf(task.allowed, nominalMs) * time.share) / Math.max(1, task.among);
    const windows = days.map(({ spans }) => within(spans, task.dueAt!));
    const whole = windows.reduce((sum, ms) => sum + ms, 0);
    const first = days.findIndex(({ spans }) => spans.length > 0);
    if (task.dueAt <= now || whole === 0) {
      days[first]?.tasks.push({ taskId: task.taskId, ms: effort });
      continue;
    }
    windows.forEach((ms, index) => ms > 0 && days[index]!.tasks.push({ taskId: task.taskId, ms: (effort * ms) / whole }));
  }
  return days.map(({ date, spans, tasks }) => ({ date, capacityMs: length(spans), loadMs: tasks.reduce((sum, { ms }) => sum + ms, 0), tasks }));
}

/** Working ms that a duration comes to for somebody whose working day has `nominalMs`: clock time counts by whole days, of which each holds one working day. */
export function effortOf(allowed: Duration, nominalMs: number): number {
  const { working, days, ms } = parseDuration(allowed);
  if (working) return days * nominalMs + ms;
  return Math.floor(ms / DAY_MS) * nominalMs + Math.min(ms % DAY_MS, nominalMs);
}

/** How long a working day of the calendar is on average, in ms. */
export function nominalDay({ days }: CalendarSlice): number {
  const sum = days.reduce((all, { intervals }) => all + length(intervals), 0);
  return days.length === 0 ? 0 : sum / days.length;
}

/** The parts of a day that are still to come and worked. */
function openSpans({ intervals }: WorkingDay, { away, now }: PersonTime): Span[] {
  let spans: Span[] = intervals.map(([from, until]): Span => [Math.max(from, now), until]);
  for (const gone of away) spans = spans.flatMap(([from, until]): Span[] => [[from, Math.min(until, gone.from)], [Math.max(from, gone.until), until]]);
  return spans.filter(([from, until]) => from < until);
}

const length = (spans: ReadonlyArray<Span>): number => spans.reduce((sum, [from, until]) => sum + until - from, 0);
const within = (spans: readonly Span[], until: number): number => spans.reduce((sum, [from, end]) => sum + Math.max(0, Math.min(end, until) - from), 0);
