import type { CalendarSlice } from '#contracts/calendar';
import type { ClockPolicy, ClockState, Rung, Severity, Target } from '#contracts/clock';
import { planAgenda, planFromBasis } from './agenda.ts';
import { isEscalation } from './deadlines.ts';
import { dueKnown } from './due.ts';
import { freeze } from './gap.ts';
import { note } from './rung-log.ts';

/** The policy with the ladder that this severity calls for; a severity without one of its own, or none, takes the default. */
export function policyFor(policy: ClockPolicy, severity: Severity | null): ClockPolicy {
  const ladder = (severity === null ? undefined : policy.variants?.[`${severity}`]) ?? policy.variants?.default;
  return ladder ? { ...policy, ...ladder } : policy;
}

/** Whether a change of the run's severity reaches this clock: not when it is stopped or its task has one of its own. */
export const followsRun = (clock: ClockState): boolean => clock.stoppedAt === null && clock.severity?.of !== 'task';

/**
 * The clock climbs the ladder of another severity from `at` on. Whoever was told stays told: each telling stands for one rung of the new ladder that tells
 * nobody else, and that rung does not fire again. A rung whose time has passed is due at once. Due time and reminders stay.
 */
export function changeSeverity(clock: ClockState, calendar: CalendarSlice, { severity, at }: { severity: ClockState['severity']; at: number }): ClockState {
  if (clock.stoppedAt !== null) return clock;
  const policy = policyFor(clock.policy, severity?.level ?? null);
  const onto = ontoLadder(clock, policy, calendar, { what: 'severity-changed', at });
  return { ...onto, severity: severity ?? null };
}

/** The clock on the ladder of another policy whose due time and reminders it has already; see {@link changeSeverity} for what whoever was told stands for. */
export function ontoLadder(clock: ClockState, policy: ClockPolicy, calendar: CalendarSlice, { what, at }: { what: 'severity-changed' | 'version-changed'; at: number }): ClockState {
  if (JSON.stringify(policy.ladder) === JSON.stringify(clock.policy.ladder)) return { ...clock, policy };
  const { rungLog } = note(clock, { what, at });
  return climb(clock, { ...clock, ...(rungLog ? { rungLog } : {}), policy, epoch: clock.epoch + 1, ...standing(clock, policy.ladder) }, calendar, at);
}

function climb(before: ClockState, clock: ClockState, calendar: CalendarSlice, at: number): ClockState {
  const asOf = clock.paused?.at ?? at;
  const pending = before.agenda.filter((deadline) => !isEscalation(deadline));
  const plan = dueKnown(before) ? planAgenda : planFromBasis;
  const planned = { ...plan({ ...clock, paused: null, agenda: pending }, calendar, asOf, pending), paused: clock.paused };
  return planned.paused ? freeze(planned, calendar, asOf) : planned;
}

/** Which rungs of the new ladder have been told already, by what fired before: by the very same people first, then by a telling that reached more. */
function standing(clock: ClockState, ladder: readonly Rung[]): Pick<ClockState, 'rungsFired' | 'told'> {
  const tellings = tellingsOf(clock);
  const stood: Record<number, Telling> = {};
  for (const match of [sameTargets, covers]) {
    for (const [index, rung] of ladder.entries()) {
      const found = stood[index] ? -1 : tellings.findIndex((telling) => match(telling.to, rung.to));
      if (found >= 0) stood[index] = tellings.splice(found, 1)[0]!;
    }
  }
  const repeating = Object.entries(stood).filter(([index]) => ladder[Number(index)]?.repeat);
  return {
    rungsFired: Object.fromEntries(Object.entries(stood).map(([index, { at }]) => [index, at])),
    told: Object.fromEntries(repeating.map(([index, telling]) => [index, repeatsOf(clock, telling)])),
  };
}

interface Telling {
  at: number;
  to: readonly Target[];
}

/** Rungs that fired, in order; those of a clock that an earlier release kept without facts are read off its ladder. */
function tellingsOf({ rungLog = [], rungsFired, policy }: ClockState): Telling[] {
  const fired = rungLog.flatMap(({ what, at, to = [] }): Telling[] => (what === 'fired' ? [{ at, to }] : []));
  const unnoted = Object.entries(rungsFired).filter(([, at]) => !fired.some((telling) => telling.at === at));
  const reached = unnoted.filter(([index]) => !rungLog.some(({ what, rungs }) => what === 'empty' && rungs.includes(Number(index))));
  return [...reached.map(([index, at]) => ({ at, to: policy.ladder[Number(index)]?.to ?? [] })), ...fired];
}

/** How often a telling was repeated, on whichever ladder it stood. */
function repeatsOf({ rungLog = [] }: ClockState, { at }: Telling): { count: number; last: number } {
  const made = rungLog.filter(({ what, of }) => what === 'repeated' && of === at);
  return { count: made.length, last: made.at(-1)?.at ?? at };
}

const keys = (targets: readonly Target[]): string[] => targets.map((target) => JSON.stringify(target));
const covers = (told: readonly Target[], wanted: readonly Target[]): boolean => keys(wanted).every((target) => keys(told).includes(target));
const sameTargets = (told: readonly Target[], wanted: readonly Target[]): boolean => covers(told, wanted) && covers(wanted, told);
