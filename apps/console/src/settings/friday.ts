import type { Dayjs } from 'dayjs';

const FRIDAY = 5;

/** Friday 17:30 of the week under way, or of the next once it is past: where a ladder's or a calendar's weekend shows. */
export function fridayEvening(now: Dayjs): Dayjs {
  const friday = now.add((FRIDAY - now.day() + 7) % 7, 'day').hour(17).minute(30).second(0).millisecond(0);
  return friday.isBefore(now) ? friday.add(7, 'day') : friday;
}
