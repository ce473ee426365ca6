import type { z } from 'zod';
import type { TaskWhy, ZTaskWhy } from '#contracts/api/task';
import type { CalendarSlice } from '#contracts/calendar';
import type { ClockState, RungFact } from '#contracts/clock';
import type { Text } from '#contracts/text';
import type { Step } from '#domain/calendar/reached';
import { explainClock, type ClockExplanation, type DeadlineExplanation } from '#domain/clock/explain';
import type { DayReasons } from '../calendars/day-reasons.ts';
import { rungSentence, targetsText } from './why-rungs.ts';
import { durationText, msText, say } from './why-texts.ts';

export type When = (at: number) => string;
type Names = Readonly<Record<string, string>>;
const SOMEBODY: Text = { en: 'Somebody', 'zh-CN': '有人' };
const nameOf = (names: Names, id: string | undefined): string | Text => (id === undefined ? SOMEBODY : (names[id] ?? SOMEBODY));
type DeadlineLine = z.infer<typeof ZTaskWhy>['deadlines'][number];

/** People whom the explanation of a clock names. */
export const namedIn = (clock: ClockState): string[] => [...(clock.basis.kind === 'set' ? [clock.basis.by] : []), ...(clock.ack ? [clock.ack.by] : []), ...(clock.rungLog ?? []).flatMap(({ by }) => by ?? [])];

/**
 * Why a task is due when it is, in sentences of both languages beside the structured explanation. Instants are written in the calendar's zone;
 * `names` are people's names by id, of those whom `namedIn` answers; `why` tells holidays and make-up days from ordinary ones.
 */
export function whyOf(taskId: string, clock: ClockState | null, calendar: CalendarSlice | null, names: Names = {}, why?: DayReasons): TaskWhy {
  if (!clock || !calendar) return { taskId, sentences: [say('none')], rule: null, deadlines: [], history: [] };
  const explanation = explainClock(clock, calendar);
  const when = writer(calendar.timeZone);
  const { deadlines, facts, ...rule } = explanation;
  const tell = (fact: RungFact): Text => rungSentence(fact, when, (person) => nameOf(names, person));
  return {
    taskId,
    sentences: [...ruleSentences(explanation, when, names), ...layerSentences(clock), ...explanation.steps.map((step) => stepSentence(step, when, why)), ...resultSentences(explanation, when, names)],
    rule: rule as unknown as Record<string, unknown>,
    deadlines: deadlines.map((deadline) => deadlineLine(deadline, explanation, when, tell)),
    history: facts.map((fact) => ({ at: fact.at, sentence: tell(fact) })),
  };
}

/** Writes instants as the wall clock of a zone shows them. */
export function writer(timeZone: string): When {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  return (at) => format.format(at);
}

function ruleSentences({ rule, duration, source, setting, calendar, from, set, ladder }: ClockExplanation, when: When, names: Names): Text[] {
  const facts = { from: from === null ? '–' : when(from), at: set ? when(set.at) : '–', reason: set?.reason ?? '', by: nameOf(names, set?.by), calendar: calendar.id, version: calendar.usedVersion ?? calendar.version, zone: calendar.timeZone };
  const basis = set?.shift ? say(set.shift.direction, { ...facts, from: when(set.shift.from), duration: durationText(set.shift.duration) }) : say(rule, facts);
  const graded = ladder.severity ? [say('severity', { level: ladder.severity.level })] : [];
  return [say('rule', { duration: durationText(duration), source }), ...(setting ? [say('setting', { setting })] : []), basis, ...graded];
}

/** Which layers, in which versions, the calendar was made of. */
function layerSentences({ basis }: ClockState): Text[] {
  if (basis.kind === 'set' || !basis.layers) return [];
  return [say('layers', { layers: basis.layers.map(({ id, version }) => `"${id}" ${version}`).join(' + ') })];
}

/** One step of the arithmetic; `why` tells a holiday or make-up day from an ordinary one. */
export function stepSentence(step: Step, when: When, why?: DayReasons): Text {
  const reason = 'date' in step ? why?.(step.date) : null;
  const values = Object.entries(step).map(([key, value]) => [key, key === 'ms' ? msText(value as number) : typeof value === 'number' && key !== 'n' ? when(value) : value] as const);
  const sentence = say(step.kind, Object.fromEntries(values));
  return reason && step.kind !== 'same-time-of-day' ? say('because', { sentence, reason }) : sentence;
}

function resultSentences({ dueAt, result, agrees, calendar, breach, ack, paused }: ClockExplanation, when: When, names: Names): Text[] {
  return [
    say('due', { at: when(dueAt) }),
    ...(calendar.provisional ? [say('provisional')] : []),
    ...(!agrees && result !== null ? [say('differs', { at: when(result) })] : []),
    ...(breach ? [say(breach.annulled ? 'annulled' : 'breach', { at: when(breach.at) })] : []),
    ...(ack ? [say('ack', { at: when(ack.until), by: nameOf(names, ack.by) })] : []),
    ...(paused ? [say('paused', { at: when(paused.at) })] : []),
  ];
}

function deadlineLine(deadline: DeadlineExplanation, { stoppedAt }: ClockExplanation, when: When, tell: (fact: RungFact) => Text): DeadlineLine {
  const { kind, index, duration, share, to, status, steps, reason } = deadline;
  const at = deadline.at ?? deadline.firedAt ?? deadline.result ?? deadline.from;
  const what = say(kind === 'breach' ? 'breach-deadline' : kind, {
    n: index + 1,
    share: share === null ? '' : `${Math.round(share * 100)} %`,
    duration: duration ? durationText(duration) : '',
    to: targetsText(to),
  });
  const because = reason ? say(`because-${reason}`, { closed: stoppedAt === null ? '' : when(stoppedAt) }) : '';
  const arithmetic = steps.map((step) => stepSentence(step, when));
  return { kind, index, at, status, reason, to: to as DeadlineLine['to'], sentence: say(status, { what, at: when(at), reason: because }), arithmetic, history: deadline.facts.map(tell) };
}
