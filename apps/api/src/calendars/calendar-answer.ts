import type { Duration } from '#contracts/duration';
import type { Text } from '#contracts/text';
import type { Calendar } from '#domain/calendar/layers';
import { timeZoneOf } from '#domain/calendar/layers';
import type { Step } from '#domain/calendar/reached';
import { addDuration } from '#domain/calendar/working-time';
import { InvalidError } from '#domain/errors';
import { sliceOf } from '#persistence/repositories/calendars';
import { zoneOf } from '#platform/calendars/zone-of';
import { stepSentence, writer } from '../tasks/task-why.ts';
import { durationText, say } from '../tasks/why-texts.ts';
import { dayReasons } from './day-reasons.ts';

const DAY_MS = 86_400_000;
/** Longer and longer stretches of the calendar, so that a question about tomorrow does not cut ten years. */
const REACHES_MS = [60, 400, 3_700].map((days) => days * DAY_MS);

/**
 * The instant a duration after `from` (epoch ms) with the arithmetic in sentences: the function that counts due times, reminders, ladders and recurrences.
 * @throws InvalidError when it lies beyond ten years
 */
export function answerOf(calendar: Calendar, from: number, duration: Duration): { at: number; provisional: boolean; timeZone: string; sentences: Text[] } {
  const timeZone = timeZoneOf(calendar);
  for (const reach of REACHES_MS) {
    const steps: Step[] = [];
    const slice = sliceOf(calendar, { from: from - 7 * DAY_MS, until: from + reach }, zoneOf);
    const reached = addDuration(slice, from, duration, steps);
    if (!('at' in reached)) continue;
    const when = writer(timeZone);
    const layers = calendar.layers.map(({ id, version }) => `${id} ${version}`).join(', ');
    const why = dayReasons(calendar);
    const sentences = [
      say('asked', { duration: durationText(duration), from: when(from), calendar: calendar.id, layers, zone: timeZone }),
      ...steps.map((step) => stepSentence(step, when, why)),
      say('reached', { at: when(reached.at) }),
      ...(reached.provisional ? [say('provisional-answer')] : []),
    ];
    return { at: reached.at, provisional: reached.provisional, timeZone, sentences };
  }
  throw new InvalidError([{ path: 'duration', message: { en: 'reaches beyond ten years', 'zh-CN': '超过十年' } }]);
}
