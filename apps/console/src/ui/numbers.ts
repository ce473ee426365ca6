import { useTranslation } from 'react-i18next';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export interface Numbers {
  count: (value: number) => string;
  /** At most one digit after the point. */
  decimal: (value: number) => string;
  /** 0..1 as per cent. */
  share: (value: number) => string;
  /** 0..1 as per cent with one digit after the point. */
  percent: (value: number) => string;
  /** A length of time in the unit that suits it. */
  length: (ms: number) => string;
  hours: (ms: number) => string;
}

/** Writes figures in the reader's language. */
export function useNumbers(): Numbers {
  const { i18n } = useTranslation();
  const write = (options: Intl.NumberFormatOptions) => {
    const format = new Intl.NumberFormat(i18n.language, options);
    return (value: number): string => format.format(value);
  };
  const hours = write({ style: 'unit', unit: 'hour', maximumFractionDigits: 1 });
  const days = write({ style: 'unit', unit: 'day', unitDisplay: 'long', maximumFractionDigits: 1 });
  return {
    count: write({ maximumFractionDigits: 0 }),
    decimal: write({ maximumFractionDigits: 1 }),
    share: write({ style: 'percent', maximumFractionDigits: 0 }),
    percent: write({ style: 'percent', maximumFractionDigits: 1 }),
    length: (ms) => (ms >= DAY_MS ? days(ms / DAY_MS) : hours(ms / HOUR_MS)),
    hours: (ms) => hours(ms / HOUR_MS),
  };
}
