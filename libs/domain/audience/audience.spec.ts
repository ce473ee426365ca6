import type { RunEvent } from '#contracts/events';
import type { Run } from '#contracts/run';
import type { Task } from '#contracts/task';
import { audienceOf, type Subjects } from './audience.ts';
import { type Organisation, reachOf } from './reach.ts';

const organisation: Organisation = {
  active: ['ada', 'bo', 'cy', 'lead', 'boss', 'root'],
  roles: { script: ['bo', 'gone'] },
  teams: { planning: { lead: 'lead', members: ['ada', 'bo', 'lead'] }, zeta: { lead: 'cy', members: ['ada'] } },
  admins: ['root'],
};
const reach = reachOf(organisation, 'boss');
const task = (given: Partial<Task>): Task => ({ id: 't', assignee: null, candidates: [], delegation: null, signing: null, checklist: [], ...given }) as Task;
const subjects = (given: Partial<Subjects>): Subjects => ({ run: { managerId: 'boss' } as Run, before: null, task: null, paused: [], meeting: null, piece: null, ...given });
const event = (type: string, data: object): RunEvent => ({ n: 1, type, v: 1, at: 0, cause: { kind: 'run', id: 'r' }, data }) as unknown as RunEvent;

describe('whom a rung reaches (handbook 4.3, ladder)', () => {
  test.each([
    ['the lead of the first team by key', task({ assignee: 'ada' }), ['lead']],
    ["the manager, for a lead's own work", task({ assignee: 'lead' }), ['boss']],
    ['the manager, for a person without a team', task({ assignee: 'cy' }), ['boss']],
    ['the leads of everybody who may claim it, once each', task({ candidates: ['ada', 'bo', 'cy'] }), ['lead', 'boss']],
    ['the manager, when nobody holds the task', task({}), ['boss']],
  ])('lead: %s', (_, of, expected) => expect(reach([{ kind: 'lead' }], of)).toEqual(expected));

  test('people who left are reached by nothing, and each person once', () => {
    expect(reach([{ kind: 'role', role: 'script' }, { kind: 'person', person: 'bo' }, { kind: 'person', person: 'gone' }], null)).toEqual(['bo']);
    expect(reach([{ kind: 'role', role: 'nobody' }, { kind: 'team', team: 'none' }], null)).toEqual([]);
  });

  test('a team without a lead at work falls to the manager', () => {
    const without = { ...organisation, active: ['ada', 'boss'] };
    expect(reachOf(without, 'boss')([{ kind: 'lead' }], task({ assignee: 'ada' }))).toEqual(['boss']);
  });
});

describe('whom an event concerns', () => {
  test('a transfer concerns who had the task and who has it', () => {
    const moved = event('TaskTransferred', { taskId: 't', by: 'ada', to: 'bo', reason: 'leave' });
    expect(audienceOf(moved, subjects({ before: task({ assignee: 'ada' }), task: task({ assignee: 'bo' }) }), reach)).toEqual(['ada', 'bo']);
  });

  test('a claim concerns everybody who could have claimed', () => {
    const claimed = event('TaskClaimed', { taskId: 't', by: 'ada' });
    expect(audienceOf(claimed, subjects({ before: task({ candidates: ['ada', 'bo'] }), task: task({ assignee: 'ada' }) }), reach)).toEqual(['ada', 'bo']);
  });

  test('a pause concerns the manager and whoever holds a stopped task', () => {
    expect(audienceOf(event('RunPaused', { clocks: {} }), subjects({ paused: [task({ assignee: 'ada' }), task({ candidates: ['bo'] })] }), reach)).toEqual(['boss', 'ada', 'bo']);
  });

  test('a rung concerns its targets and nobody else', () => {
    const rung = event('RungFired', { taskId: 't', rung: 0, to: [{ kind: 'admin' }] });
    expect(audienceOf(rung, subjects({ task: task({ assignee: 'ada' }) }), reach)).toEqual(['root']);
  });
});
