import fc from 'fast-check';
import { MINUTE_MS } from '#domain/calendar/duration';
import { shanghai, shanghaiSlice } from '#domain/calendar/slices.fixture';
import { workingMsBetween } from '#domain/calendar/working-time';
import type { Task } from '#contracts/task';
import { dueDeadlines } from '../clock/fire.ts';
import { pauseClock, resumeClock, startClock } from '../clock/plan.ts';
import { PRE_WORK } from '../clock/policies.fixture.ts';
import { isHeld } from './pauses.ts';

const calendar = shanghaiSlice('2026-11-02', '2027-02-28');
const start = shanghai('2026-11-23 10:00');
const by = { by: 'm', at: start, reason: 'x' };
type Layer = 'own' | 'step' | 'run';
const LAYERS: Layer[] = ['own', 'step', 'run'];
const rows = (held: Set<Layer>, clock: Task['clock']) => ({
  task: { block: 'planning/1/outline', clock, pause: held.has('own') ? by : null },
  run: { pause: held.has('run') ? by : null, stepPause: held.has('step') ? { step: 'planning', visit: 1, ...by } : null },
});

describe('pauses of task, step and run', () => {
  it('are kept apart: however they begin and end, working time runs exactly while none is in force', () => {
    const steps = fc.array(fc.tuple(fc.constantFrom(...LAYERS), fc.integer({ min: 1, max: 120 })), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(steps, (changes) => {
        const held = new Set<Layer>();
        let clock = startClock({ policy: { ...PRE_WORK, due: { working: 'P30D' } }, calendar, at: start });
        const total = workingMsBetween(calendar, start, clock.dueAt);
        let [now, ran, since] = [start, 0, start];
        for (const [layer, minutes] of changes) {
          now += minutes * MINUTE_MS;
          const wasHeld = held.size > 0;
          const ends = held.delete(layer);
          if (!ends) held.add(layer);
          if (!wasHeld) ran += workingMsBetween(calendar, since, now);
          const { task, run } = rows(held, clock);
          if (!ends) clock = pauseClock(clock, calendar, now, layer === 'own');
          else if (!isHeld(task, run)) clock = resumeClock(clock, calendar, now);
          if (held.size === 0) since = now;
          expect(clock.paused !== null).toBe(held.size > 0);
          if (held.size > 0) expect(dueDeadlines(clock, Number.MAX_SAFE_INTEGER)).toEqual([]);
        }
        const left = clock.paused ? clock.paused.remainingMs : workingMsBetween(calendar, since, clock.dueAt);
        expect(left).toBe(total - ran);
      }),
    );
  });

  it('a clock of elapsed time is held by a pause of its own only', () => {
    const clock = startClock({ policy: { ...PRE_WORK, due: { clock: 'PT24H' } }, calendar, at: start });
    const held = (...layers: Layer[]) => { const { task, run } = rows(new Set(layers), clock); return isHeld(task, run); };
    expect([held('run'), held('step'), held('own'), held('run', 'own')]).toEqual([false, false, true, true]);
    expect(pauseClock(clock, calendar, start)).toBe(clock);
    expect(pauseClock(clock, calendar, start, true).paused).not.toBeNull();
  });

  it('of another step or visit holds nothing', () => {
    const clock = startClock({ policy: PRE_WORK, calendar, at: start });
    const { run } = rows(new Set(['step']), clock);
    for (const block of ['planning/2/outline', 'production/1/shooting', 'series/retrospective/1/1/task', 'free/planning/1/x']) expect(isHeld({ block, clock, pause: null }, run)).toBe(false);
  });
});
