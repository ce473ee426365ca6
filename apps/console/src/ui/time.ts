import { useTranslation } from 'react-i18next';
import { useMe } from '../app/me.ts';

export interface Times {
  /** Date and time of an instant (epoch ms) in the viewer's zone. */
  at: (instant: number) => string;
  day: (instant: number) => string;
  /** Weekday, day and time: where the year is clear. */
  brief: (instant: number) => string;
  clock: (instant: number) => string;
  /** Month and day only, for axes and columns. */
  short: (instant: number) => string;
}

/** Writes instants for the person who is signed in: their language, their zone. */
export function useTimes(): Times {
  const { i18n } = useTranslation();
  const { timeZone } = useMe();
  const written = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(i18n.language, { timeZone, ...options });
    return (instant: number): string => format.format(instant);
  };
  return {
    at: written({ year: 'numeric', month: 'short', day: 'numeric', weekday: 'short', hour: '2-digit', minute: '2-digit', hour12: false }),
    day: written({ year: 'numeric', month: 'short', day: 'numeric', weekday: 'short' }),
    brief: written({ month: 'short', day: 'numeric', weekday: 'short', hour: '2-digit', minute: '2-digit', hour12: false }),
    clock: written({ hour: '2-digit', minute: '2-digit', hour12: false }),
    short: written({ month: 'short', day: 'numeric' }),
  };
}
