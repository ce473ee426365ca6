import type { CalendarSlice } from '#contracts/calendar';
import { elapsedSpan, workingSpan } from '#domain/calendar/span';

/** What a chip knows of a clock. */
export interface Clocked {
  dueAt: number | null;
  atRiskAt: number | null;
  closedAt: number | null;
  paused?: boolean;
  /** What its clock counts. */
  counts?: 'working' | 'clock' | null;
}
/** A key of due.json with its count; the tone repeats in colour what the words say. */
export interface DueWords {
  key: 'none' | 'paused' | 'now' | `${'left' | 'over'}.${'workingDays' | 'workingHours' | 'workingMinutes' | 'days' | 'hours' | 'minutes'}`;
  count: number;
  tone: 'calm' | 'risk' | 'over';
}
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * How a task stands with time: what is left of working time by the reader's own calendar, or how much of it has gone by since. Elapsed time for clocks that
 * count it, and where the slice does not reach. The largest unit says enough: 7 hours 59 minutes are 7 hours.
 */
export function dueWords(task: Clocked, now: number, slice: CalendarSlice | undefined): DueWords {
  if (task.paused) return { key: 'paused', count: 0, tone: 'calm' };
  if (task.dueAt === null) return { key: 'none', count: 0, tone: 'calm' };
  const working = task.counts !== 'clock' && slice ? workingSpan(slice, now, task.dueAt) : null;
  const { days, ms, past } = working ?? elapsedSpan(now, task.dueAt);
  const tone = past ? 'over' : task.atRiskAt !== null && now >= task.atRiskAt ? 'risk' : 'calm';
  const way = past ? 'over' : 'left';
  const unit = (name: 'Days' | 'Hours' | 'Minutes') => (working ? (`working${name}` as const) : (name.toLowerCase() as 'days' | 'hours' | 'minutes'));
  if (days > 0) return { key: `${way}.${unit('Days')}`, count: days, tone };
  if (ms >= HOUR_MS) return { key: `${way}.${unit('Hours')}`, count: Math.floor(ms / HOUR_MS), tone };
  if (ms >= MINUTE_MS) return { key: `${way}.${unit('Minutes')}`, count: Math.floor(ms / MINUTE_MS), tone };
  // Past its due time, or before it outside working time, with no working minute between.
  return { key: past ? 'over.workingMinutes' : 'now', count: 0, tone };
}
