import path from 'node:path';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { Ladder, Rung } from '#contracts/clock';
import type { ProcessDefinition } from '#contracts/process';
import { dateOf, weekdayOf } from '#domain/calendar/dates';
import { DAY_MS, HOUR_MS } from '#domain/calendar/duration';
import { nextWorkingInstant } from '#domain/calendar/working-time';
import { compilePlaybook } from '#domain/playbook/compile';
import { loadPlaybook } from '#platform/playbooks/load';
import { factsFor, orgBook, sliceAt } from '../support/scripted-team.ts';
import { Stage } from '../support/stage.ts';
import { createTimeSkipping } from '../support/time-skipping.ts';

let env: TestWorkflowEnvironment;
beforeEach(async () => (env = await createTimeSkipping()), 60_000);
afterEach(() => Stage.closeAll(env));

/** The task chain with a clock of our own, due on the coming Saturday at 23:00 in Shanghai. */
async function dueOnSaturdayNight(ladder: Rung[], variants: Record<string, Rung[]> = {}, book = orgBook()): Promise<{ stage: Stage; dueAt: number }> {
  const now = await env.currentTimeMs();
  const today = Math.floor((now + 8 * HOUR_MS) / DAY_MS);
  const saturday = [0, 1, 2, 3, 4, 5, 6].map((ahead) => today + ahead + 1).find((day) => weekdayOf(day) === 6)!;
  const dueAt = Date.parse(`${dateOf(saturday)}T23:00:00+08:00`);
  const playbook = compilePlaybook(await loadPlaybook(path.join(import.meta.dirname, '../../playbooks/task-chain/playbook.yaml')), {});
  const acknowledgeFor = { working: 'P1D' };
  const base: Ladder = { ladder, acknowledgeFor };
  const all = Object.fromEntries(Object.entries(variants).map(([severity, rungs]) => [severity, { ladder: rungs, acknowledgeFor }]));
  const tasks: ProcessDefinition['tasks'] = Object.fromEntries(
    Object.entries(playbook.tasks).map(([key, task]) => {
      const policy = { ...task.policy, ...base, due: { clock: `PT${Math.round((dueAt - now) / 1000)}S` }, remindBefore: [], remindAtDue: false, remindAfter: null, variants: { default: base, ...all } };
      return [key, { ...task, policy }];
    }),
  );
  return { stage: await Stage.open(env, { ...playbook, tasks }, 'taskChain', { input: {}, book }), dueAt };
}

/** Sleeps in steps, so that each deadline is met by its own wake. */
async function pass(hours: number): Promise<void> {
  for (let hour = 0; hour < hours; hour += 6) await env.sleep('6 hours');
}

describe('the ladder of a live run', () => {
  test('a rung waits for its people to be at work, is told again until somebody acknowledges, and its story is kept', async () => {
    const repeat = { every: { working: 'PT2H' }, max: 5 };
    const { stage, dueAt } = await dueOnSaturdayNight([
      { after: { clock: 'PT0S' }, to: [{ kind: 'assignee' }], hold: 'working', repeat },
      { after: { clock: 'PT1H' }, to: [{ kind: 'admin' }] },
    ]);
    while ((await env.currentTimeMs()) < dueAt + 2 * HOUR_MS) await env.sleep('6 hours');
    const calendar = factsFor(dueAt).calendars.org!;
    const opening = nextWorkingInstant(calendar, dueAt)!;
    expect(stage.of('RungHeld').map(({ data }) => [data.rung, data.until, data.person, data.calendarId])).toEqual([[0, opening, 'ops', 'org']]);
    expect(stage.of('RungFired').map(({ data }) => data.rung)).toEqual([1]);
    while (stage.of('RungRepeated').length < 2) await env.sleep('1 hour');
    expect(stage.of('RungFired').map(({ data }) => [data.rung, data.deadline.at])).toEqual([[1, expect.any(Number)], [0, opening]]);
    expect(stage.of('RungFired')[1]!.at).toBeGreaterThanOrEqual(opening);
    const [task] = await stage.openTasks('step-1');
    await stage.send('acknowledgeTask', 'ops', { taskId: task!.id });
    const told = stage.of('RungRepeated').length;
    await env.sleep('6 hours');
    expect(stage.of('RungRepeated')).toHaveLength(told);
    while (stage.of('RungRepeated').length < 5) await env.sleep('6 hours');
    expect(stage.of('RungRepeated').map(({ data }) => data.round)).toEqual([1, 2, 3, 4, 5]);
    expect(stage.of('RungRepeated').slice(told).every(({ at }) => at >= stage.of('AcknowledgementExpired')[0]!.at)).toBe(true);
    await pass(48);
    expect(stage.of('RungRepeated')).toHaveLength(5);
    const [late] = await stage.openTasks('step-1');
    expect(late?.clock?.rungLog?.map(({ what }) => what)).toEqual(['held', 'fired', 'fired', 'repeated', 'repeated', 'withheld', 'ack-expired', 'repeated', 'repeated', 'repeated']);
    await stage.complete(late!);
    await stage.pin('ladder-held-and-repeated');
  }, 60_000);

  test('each rung waits by the calendars of whom it tells', async () => {
    const book = orgBook();
    const sundays = { layers: { ...book.layers, 'person/manager': { id: 'person/manager', version: 1, data: { format: 2 as const, weekdays: [7], hours: [['10:00', '12:00'] as [string, string]] } } }, teams: {} };
    const { stage, dueAt } = await dueOnSaturdayNight([{ after: { clock: 'PT0S' }, to: [{ kind: 'assignee' }, { kind: 'manager' }], hold: 'working' }], {}, sundays);
    while ((await env.currentTimeMs()) < dueAt + 24 * HOUR_MS) await env.sleep('6 hours');
    const sunday = nextWorkingInstant(sliceAt(sundays, 'person/manager', dueAt), dueAt)!;
    expect(sunday - dueAt).toBe(11 * HOUR_MS);
    expect(stage.of('RungHeld').map(({ data }) => [data.person, data.calendarId, data.until])).toEqual([['manager', 'person/manager', sunday]]);
    expect(stage.of('RungFired').map(({ data }) => data.deadline.at)).toEqual([sunday]);
  }, 60_000);

  test('clocks climb the ladder of the severity that their run or task comes to have, and nobody is told the same twice', async () => {
    const ladder: Rung[] = [
      { after: { clock: 'PT0S' }, to: [{ kind: 'assignee' }] },
      { after: { clock: 'PT24H' }, to: [{ kind: 'admin' }] },
    ];
    const crisis: Rung[] = [
      { after: { clock: 'PT0S' }, to: [{ kind: 'assignee' }] },
      { after: { clock: 'PT10M' }, to: [{ kind: 'manager' }] },
      { after: { clock: 'PT20M' }, to: [{ kind: 'admin' }] },
    ];
    const { stage, dueAt } = await dueOnSaturdayNight(ladder, { 1: crisis });
    while ((await env.currentTimeMs()) < dueAt) await env.sleep('6 hours');
    expect(stage.of('RungFired').map(({ data }) => data.to)).toEqual([ladder[0]!.to]);
    await env.sleep('15 minutes');
    await stage.send('changeRunSeverity', 'manager', { severity: 1, reason: 'a rumour' });
    await expect(stage.send('changeRunSeverity', 'manager', { severity: 1, reason: 'again' })).rejects.toMatchObject({ type: 'Forbidden', details: [{ rule: 'same-severity' }] });
    await env.sleep('1 hour');
    expect((await stage.view()).run.severity).toBe(1);
    expect(stage.of('RungFired').map(({ data }) => data.to)).toEqual([ladder[0]!.to, crisis[1]!.to, crisis[2]!.to]);
    const [task] = await stage.openTasks('step-1');
    await stage.send('changeTaskSeverity', 'manager', { taskId: task!.id, severity: 4, reason: 'only this one is harmless' });
    expect((await stage.openTasks('step-1'))[0]?.clock).toMatchObject({ severity: { level: 4, of: 'task' }, policy: { ladder } });
    await stage.send('changeRunSeverity', 'manager', { severity: null, reason: 'over' });
    expect((await stage.openTasks('step-1'))[0]?.clock?.severity).toEqual({ level: 4, of: 'task' });
    await pass(72);
    expect(stage.of('RungFired')).toHaveLength(3);
    await stage.pin('ladder-severity-changed');
  }, 60_000);
});
