import dayjs, { type Dayjs } from 'dayjs';
import timezone from 'dayjs/plugin/timezone.js';
import utc from 'dayjs/plugin/utc.js';
import { useMe } from '../app/me.ts';

dayjs.extend(utc);
dayjs.extend(timezone);
const WALL = 'YYYY-MM-DDTHH:mm:ss';

export interface Instants {
  timeZone: string;
  /** Epoch ms of what a picker shows, read as the wall clock of the viewer's zone. */
  of: (shown: Dayjs) => number;
  /** What a picker shows for an instant. */
  shown: (instant: number) => Dayjs;
}

/** Pickers know the browser's zone only; people mean the one of their profile. */
export function useInstants(): Instants {
  const { timeZone } = useMe();
  return { timeZone, of: (shown) => dayjs.tz(shown.format(WALL), timeZone).valueOf(), shown: (instant) => dayjs(dayjs.tz(instant, timeZone).format(WALL)) };
}
