import type { RungFact, Target } from '#contracts/clock';
import type { Text } from '#contracts/text';
import { say, targetText } from './why-texts.ts';

/** How late a rung may fire and still count as on time, in ms. */
const ON_TIME_MS = 60_000;

/** What came of rungs as a sentence; `when` writes instants, `nameOf` people. */
export function rungSentence({ what, at, rungs, due, until, by, calendarId, round, to }: RungFact, when: (at: number) => string, nameOf: (person: string | undefined) => string | Text): Text {
  const late = what === 'fired' && due !== undefined && at - due > ON_TIME_MS;
  return say(late ? 'fact-fired-late' : `fact-${what}`, {
    at: when(at),
    n: rungs.map((rung) => rung + 1).join(', '),
    ...(due === undefined ? {} : { due: when(due) }),
    ...(until === undefined ? {} : { until: when(until) }),
    by: nameOf(by),
    calendar: calendarId ?? '',
    round: round ?? 0,
    to: targetsText(to ?? []),
  });
}

/** Whom a rung tells, as a list. */
export function targetsText(targets: readonly Target[]): Text {
  const texts = targets.map(targetText);
  return { en: texts.map(({ en }) => en).join(', '), 'zh-CN': texts.map((text) => text['zh-CN']).join('、') };
}
