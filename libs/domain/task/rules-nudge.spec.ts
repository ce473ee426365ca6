import type { Task } from '#contracts/task';
import { shanghai, shanghaiSlice } from '../calendar/slices.fixture.ts';
import { judgeTaskCommand } from './rules.ts';
import { nudgedUntil } from './rules-nudge.ts';
import { aCommand, aContext, aTask } from './task.fixture.ts';

const nudge = (task: Task, actor: string, { asManager = false, nudging = { until: null } as { until: number | null } | null } = {}) =>
  judgeTaskCommand(task, aCommand('nudgeTask', actor, { taskId: 't' }, { asManager }), aContext({ nudging }))?.detail ?? null;

describe('a nudge', () => {
  it('is for who stands above the task or waits for it', () => {
    expect(nudge(aTask(), 'lead', { asManager: true })).toBeNull();
    expect(nudge(aTask(), 'starter')).toBeNull();
    expect(nudge(aTask({ accountable: 'boss' }), 'boss')).toBeNull();
    expect(nudge(aTask({ delegation: { by: 'ops', to: 'copy', at: 1, reason: 'r', handedBack: null } }), 'ops')).toBeNull();
    expect(nudge(aTask(), 'copy')).toMatchObject({ rule: 'not-waiting' });
    expect(nudge(aTask(), 'ops', { asManager: true })).toMatchObject({ rule: 'own-turn' });
  });

  it('is refused until the cool-down is over, saying when, and where the playbook knows none', () => {
    const pressed = aTask({ nudged: { by: 'lead', at: 50, count: 2 } });
    expect(nudge(pressed, 'starter', { nudging: { until: 101 } })).toEqual({ rule: 'nudge-cool-down', by: 'lead', at: 101 });
    expect(nudge(pressed, 'starter', { nudging: { until: 100 } })).toBeNull();
    expect(nudge(aTask(), 'starter', { nudging: null })).toMatchObject({ rule: 'no-nudge' });
  });
});

test('the cool-down counts working time: four hours from Friday 17:30 end on Monday 13:30 (4.3)', () => {
  const calendar = shanghaiSlice('2026-03-01', '2026-04-01');
  const nudged = (instant: number) => ({ nudged: { by: 'a', at: instant, count: 1 } });
  expect(nudgedUntil(nudged(shanghai('2026-03-06 17:30')), { working: 'PT4H' }, calendar)).toBe(shanghai('2026-03-09 13:30'));
  expect(nudgedUntil({ nudged: null }, { working: 'PT4H' }, calendar)).toBeNull();
});
