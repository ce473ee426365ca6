import { shanghai, shanghaiSlice } from '#domain/calendar/slices.fixture';
import { pauseClock, startClock } from '../clock/plan.ts';
import { PRE_WORK } from '../clock/policies.fixture.ts';
import { standingOf, type OpenTask } from './standing.ts';

const calendar = shanghaiSlice('2026-11-02', '2026-12-31');
const text = (en: string) => ({ en, 'zh-CN': en });
/** At risk from Tuesday 24 November 16:12, due Wednesday 10:00. */
const clock = startClock({ policy: PRE_WORK, calendar, at: shanghai('2026-11-23 10:00') });
const open = (id: string, given: Partial<OpenTask> = {}): OpenTask => ({ id, title: text(id), note: null, assignee: null, clock, ...given });

it.each([
  ['2026-11-23 11:00', 'on-track', 0, 0, 'remind-before'],
  ['2026-11-24 17:00', 'at-risk', 0, 1, 'remind-before'],
  ['2026-11-25 10:00', 'late', 1, 0, 'remind-before'],
] as const)('at %s it is %s', (at, health, late, atRisk, kind) => {
  const standing = standingOf([open('a'), open('b', { clock: null })], shanghai(at));
  expect(standing).toMatchObject({ health, late, atRisk, open: 2, next: { taskId: 'a', kind } });
});

it('counts a stopped clock as neither late nor next, and takes the earliest of several', () => {
  const paused = pauseClock(clock, calendar, shanghai('2026-11-23 11:00'));
  const later = startClock({ policy: PRE_WORK, calendar, at: shanghai('2026-11-23 16:00') });
  expect(standingOf([open('a', { clock: paused })], shanghai('2026-11-30 10:00'))).toMatchObject({ health: 'on-track', next: null });
  expect(standingOf([open('later', { clock: later }), open('sooner')], shanghai('2026-11-23 17:00')).next!.taskId).toBe('sooner');
});
