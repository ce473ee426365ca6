import type { LadderRehearsal } from '#contracts/api/ladder';
import type { ClockState } from '#contracts/clock';
import type { NoticeKind } from '#contracts/notice';
import type { Text } from '#contracts/text';
import type { Rehearsed } from '#domain/clock/rehearse';
import { goesByMail } from '#domain/notice/kinds';
import { stepSentence, writer } from '../tasks/task-why.ts';
import { targetsText } from '../tasks/why-rungs.ts';
import { durationText, fillIn, say } from '../tasks/why-texts.ts';

type Line = LadderRehearsal['lines'][number];

const HELD: Text = {
  en: '{what}: due {due}, but nobody whom it tells is at work then; {name} is from {at} (calendar "{calendar}").',
  'zh-CN': '{what}：{due} 到时，但被通知者均不在上班；{name} 自 {at} 起上班（日历“{calendar}”）。',
};

/** The notice that each deadline makes when it comes. */
const NOTICES: Record<Rehearsed['kind'], NoticeKind> = {
  'remind-before': 'task-reminded', 'remind-after': 'task-reminded', 'at-risk': 'task-at-risk', breach: 'task-breached', rung: 'rung-fired', 'rung-repeat': 'rung-repeated', 'ack-expired': 'ack-expired',
};

/** A rehearsed deadline as the API shows it: instants in the calendar's zone, people by name. */
export function rehearsedLine(line: Rehearsed, clock: ClockState, timeZone: string, nameOf: (person: string) => string): Line {
  const { kind, index, round, at, held, to, people, explained } = line;
  const when = writer(timeZone);
  const named = (id: string): Line['people'][number] => ({ id, name: nameOf(id) });
  const what = say(kind === 'breach' ? 'breach-deadline' : kind, {
    n: index + 1,
    share: `${Math.round(clock.policy.atRiskShare * 100)} %`,
    duration: explained?.duration ? durationText(explained.duration) : '',
    to: targetsText(to),
  });
  const sentence = held ? fillIn(HELD, { what, due: when(held.due), at: when(at), name: nameOf(held.person), calendar: held.calendarId }) : say('pending', { what, at: when(at) });
  const arithmetic = (explained?.steps ?? []).map((step) => stepSentence(step, when));
  return { kind, index, round, at, held: held && { due: held.due, until: held.until, person: named(held.person), calendarId: held.calendarId }, to: to as Line['to'], people: people.map(named), mail: goesByMail(NOTICES[kind]), sentence, arithmetic };
}
