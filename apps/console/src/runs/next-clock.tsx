import { Button, Typography } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Overview } from '../api/runs.ts';
import { useText } from '../ui/text.ts';
import { useTimes } from '../ui/time.ts';
import { WhyDrawer } from '../ui/why-drawer.tsx';

export type Next = NonNullable<Overview['standing']['next']>;
const SECOND_MS = 1_000;
const MINUTE_S = 60;
const HOUR_S = 3_600;
const DAY_S = 86_400;

/** What fires next, e.g. “overdue: Topic selection”. */
export function useClockWords(): (next: Next) => string {
  const { t } = useTranslation('runs');
  const text = useText();
  return (next) => t(`clock.${next.kind}`, { title: next.note ?? text(next.title), number: next.index + 1 });
}

/** The next clock of a run with its countdown, and why it comes then. */
export function NextClock({ next }: { next: Next }) {
  const { t } = useTranslation('runs');
  const words = useClockWords();
  const times = useTimes();
  const [why, setWhy] = useState(false);
  return (
    <div>
      <Typography.Text type="secondary">{t('next')}: </Typography.Text><b>{words(next)}</b> · <Countdown at={next.at} /> · {times.at(next.at)} <Button size="small" onClick={() => setWhy(true)}>{t('why')}</Button>
      {why && <WhyDrawer taskId={next.taskId} onClose={() => setWhy(false)} />}
    </div>
  );
}

/** What is left until an instant, second by second. A reader is not told of each. */
function Countdown({ at }: { at: number }) {
  const { t } = useTranslation('runs');
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), SECOND_MS);
    return () => clearInterval(timer);
  }, []);
  const left = Math.max(0, Math.ceil((at - now) / SECOND_MS));
  const two = (number: number): string => String(number).padStart(2, '0');
  const clock = `${two(Math.floor((left % DAY_S) / HOUR_S))}:${two(Math.floor((left % HOUR_S) / MINUTE_S))}:${two(left % MINUTE_S)}`;
  const days = Math.floor(left / DAY_S);
  return <span role="timer" aria-live="off" className="countdown">{days > 0 ? t('daysAnd', { count: days, clock }) : clock}</span>;
}
