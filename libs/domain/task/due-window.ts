import type { InboxDue } from '#contracts/api/inbox';
import { localDay } from '../calendar/build.ts';
import { DAY_MS } from '../calendar/duration.ts';
import type { Zone } from '../calendar/zone.ts';

/** Monday of 1970 was day 4 before the epoch's Thursday: weeks end with Sunday. */
const EPOCH_WEEKDAY = 3;

/** The first instant (epoch ms) that is too late for work due `due`, counted by the days and weeks of the reader's zone. */
export function dueWindow(due: InboxDue, now: number, zone: Zone): number {
  if (due === 'over') return now;
  const today = localDay(now, zone);
  const last = due === 'today' ? today : today + 6 - ((((today + EPOCH_WEEKDAY) % 7) + 7) % 7);
  return midnightAfter(last, zone);
}

/** The offset is asked for twice, as the day may end in another one than it began in. */
function midnightAfter(day: number, zone: Zone): number {
  const wall = (day + 1) * DAY_MS;
  const near = wall - zone.offsetAt(wall);
  return wall - zone.offsetAt(near);
}
