import type { CalendarSlice } from '#contracts/calendar';
import type { ClockState, Deadline } from '#contracts/clock';
import { hasFired, inOrder, isAnnulled, isEscalation, markAnnulled, repeats, sameDeadline } from './deadlines.ts';
import { durationOf, gapBetween, moveDeadline } from './gap.ts';
import { note } from './rung-log.ts';

/** A rung that fires later than this after its time shows an outage: the full gap to the next one then runs from now. */
export const LATE_MS = 60_000;

/** What can fire at all: nothing while paused or stopped, no rung or repeat while a person has acknowledged. Ascending. */
function live(clock: ClockState): Deadline[] {
  if (clock.paused || clock.stoppedAt !== null) return [];
  return clock.ack ? clock.agenda.filter((deadline) => !isEscalation(deadline)) : clock.agenda;
}

/** The earliest deadline that has not fired, or null. */
export const nextDeadline = (clock: ClockState): Deadline | null => live(clock)[0] ?? null;

/** Everything due at `now`, in the order to fire it. Firing can make more due (an acknowledgement's end): ask again until there is nothing. */
export const dueDeadlines = (clock: ClockState, now: number): Deadline[] => live(clock).filter(({ at }) => at <= now);

/** The clock after `deadline` has fired at `now`. One that is no longer on the agenda changes nothing: each fires once. */
export function fire(clock: ClockState, calendar: CalendarSlice, deadline: Deadline, now: number): ClockState {
  const pending = clock.agenda.find((one) => sameDeadline(one, deadline));
  if (!pending) return clock;
  const rest: ClockState = { ...clock, agenda: clock.agenda.filter((one) => one !== pending) };
  if (pending.kind === 'rung') return rungFired(rest, calendar, pending, now);
  if (pending.kind === 'rung-repeat') return rungRepeated(rest, calendar, pending, now);
  if (pending.kind === 'ack-expired') return holdRungsBack(note({ ...rest, ack: null }, { what: 'ack-expired', at: now, by: clock.ack?.by ?? '' }), calendar, now);
  const fired: ClockState = { ...rest, firedInEpoch: [...(clock.firedInEpoch ?? []), `${pending.kind}:${pending.index}`] };
  return pending.kind === 'breach' ? { ...fired, breachedAt: standingBreach(clock) ?? clock.dueAt, breachAnnulled: false } : fired;
}

/** The first breach stays the breach of this clock, unless it was annulled: then the next one is the first. */
const standingBreach = (clock: ClockState): number | null => (clock.breachAnnulled ? null : clock.breachedAt);

function rungFired(clock: ClockState, calendar: CalendarSlice, rung: Deadline, now: number): ClockState {
  const told = toldAt(clock, calendar, rung.index, { count: 0, last: now });
  const fact = { what: 'fired' as const, at: now, rungs: [rung.index], due: rung.at, to: clock.policy.ladder[rung.index]?.to ?? [] };
  const fired = note({ ...told, rungsFired: { ...clock.rungsFired, [rung.index]: now } }, fact);
  const overdueToo = clock.agenda.some(({ kind, at }) => kind === 'rung' && at <= now);
  if (now - rung.at <= LATE_MS || overdueToo) return fired;
  return moveRungs(fired, calendar, rung.at, now, 'outage');
}

function rungRepeated(clock: ClockState, calendar: CalendarSlice, { index, at }: Deadline, now: number): ClockState {
  const round = (clock.told?.[index]?.count ?? 0) + 1;
  return note(toldAt(clock, calendar, index, { count: round, last: now }), { what: 'repeated', at: now, rungs: [index], due: at, round, of: clock.rungsFired[index] ?? now });
}

/** Notes that the rung was told, and plans the next time it will be. */
function toldAt(clock: ClockState, calendar: CalendarSlice, index: number, telling: { count: number; last: number }): ClockState {
  if (!clock.policy.ladder[index]?.repeat) return clock;
  const told: ClockState = { ...clock, told: { ...clock.told, [index]: telling } };
  const next = repeats(told, calendar).find((candidate) => candidate.index === index);
  if (!next) return told;
  if ('needsMore' in next.reached) return { ...told, needsMore: true };
  return { ...told, agenda: [...told.agenda, { kind: 'rung-repeat' as const, index, at: next.reached.at }].sort(inOrder) };
}

/** An acknowledgement ended: a rung whose own time has passed is due now, and the gaps of those after it run from there. */
function holdRungsBack(clock: ClockState, calendar: CalendarSlice, now: number): ClockState {
  const next = clock.agenda.find(({ kind }) => kind === 'rung');
  return next && next.at < now ? moveRungs(clock, calendar, next.at, now, 'acknowledged') : clock;
}

/** Moves every pending rung so that its gap from `anchor` runs from `now`. */
function moveRungs(clock: ClockState, calendar: CalendarSlice, anchor: number, now: number, why: 'outage' | 'acknowledged'): ClockState {
  let needsMore = clock.needsMore;
  const agenda = clock.agenda.map((deadline) => {
    if (deadline.kind !== 'rung') return deadline;
    const ms = gapBetween(calendar, durationOf(clock.policy, deadline), anchor, deadline.at);
    const placed = moveDeadline(clock, calendar, deadline, { why, from: now, ms });
    needsMore ||= placed.needsMore;
    return placed.deadline;
  });
  return { ...clock, agenda: agenda.sort(inOrder), needsMore };
}

/** A rung that reached nobody: it counts as done, and the next one is due at once, unless the due time has moved ahead meanwhile. Those after it keep their time. */
export function skipRung(clock: ClockState, index: number, calendar: CalendarSlice, now: number): ClockState {
  const rungsFired = hasFired(clock, 'rung', index) ? clock.rungsFired : { ...clock.rungsFired, [index]: now };
  const pending = clock.agenda.filter((one) => !(isEscalation(one) && one.index === index));
  const next = pending.find(({ kind }) => kind === 'rung');
  const agenda = pending.map((one) => (one === next && one.at > now && hasFired(clock, 'breach', 0) ? moveDeadline(clock, calendar, one, { why: 'skipped', from: now, ms: 0 }).deadline : one));
  const { [index]: _nobody, ...told } = clock.told ?? {};
  const skipped: ClockState = { ...clock, rungsFired, agenda: agenda.sort(inOrder), ...(clock.told ? { told } : {}) };
  return note(skipped, { what: 'empty', at: now, rungs: [index] });
}

/** Whether this epoch's breach is on record although a command was received (epoch ms) before the due time (architecture.md, Fair clocks). */
export const breachedAfter = (clock: ClockState, receivedAt: number): boolean => hasFired(clock, 'breach', 0) && !isAnnulled(clock) && receivedAt < clock.dueAt;

/**
 * A command received before the breach would have prevented it: the breach stays on record, annulled, and the rungs still to come are dropped.
 * When an earlier due time had been breached already, that breach stands and only the rungs go.
 */
export function annulBreach(clock: ClockState, _calendar: CalendarSlice, at: number): ClockState {
  if (!hasFired(clock, 'breach', 0) || isAnnulled(clock)) return clock;
  const breachAnnulled = clock.breachAnnulled || clock.breachedAt === clock.dueAt;
  return { ...markAnnulled(note(clock, { what: 'annulled', at })), breachAnnulled, agenda: clock.agenda.filter((deadline) => !isEscalation(deadline)) };
}
