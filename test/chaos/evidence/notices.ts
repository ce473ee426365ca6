import { CLOCK_EVENTS, KIND_OF, TOLD_TO_ACTOR } from '#domain/notice/kinds';
import type { AudiencedEvent, RunRecord, Violation } from './record.ts';

/** Every event that tells somebody is in exactly one notice to each of them, and no notice tells of an event that never was. */
export function judgeNotices({ runId, events, notices }: RunRecord): Violation[] {
  const told = new Set(notices.map(({ person, n }) => `${n} ${person}`));
  const numbers = new Set(events.map(({ n }) => n));
  const find = (detail: string): Violation => ({ kind: 'notice', runId, detail });
  const wanted = events.flatMap((event) => certainlyTold(event).map((person) => ({ event, person })));
  return [
    ...notices.filter(({ times }) => times > 1).map(({ person, n, times }) => find(`event ${n} reached ${person} in ${times} notices`)),
    ...notices.filter(({ n }) => !numbers.has(n)).map(({ n }) => find(`a notice tells of event ${n}, which is not there`)),
    ...wanted.filter(({ event, person }) => !told.has(`${event.n} ${person}`)).map(({ event, person }) => find(`${event.type} (event ${event.n}) never reached ${person}`)),
  ];
}

/** Whom an event has to reach whatever the state of its task: clocks and openings their whole audience, but not whoever did it. */
function certainlyTold({ type, cause, audience }: AudiencedEvent): string[] {
  if (!KIND_OF[type] || !(CLOCK_EVENTS.includes(type) || TOLD_TO_ACTOR.includes(type))) return [];
  return [...new Set(audience)].filter((person) => TOLD_TO_ACTOR.includes(type) || cause.kind !== 'command' || cause.actor !== person);
}
