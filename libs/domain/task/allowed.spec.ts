import { aContext, aTask } from './task.fixture.ts';
import { allows, TASK_VERBS, ticks, type AllowedContext } from './allowed.ts';
import type { Task } from '#contracts/task';

const context: AllowedContext = { ...aContext({ nudging: { until: null } }), skip: 'managers', followers: { tasks: [], meetings: [] } };
const verbsOf = (task: Task, actor: string, asManager = false) => TASK_VERBS.filter((verb) => allows(verb, task, { actor, asManager, at: 1_000 }, context));

test('a holder may do it and hand it on; a stranger nothing; who stands above may move it but not do it', () => {
  expect(verbsOf(aTask(), 'ops')).toEqual(expect.arrayContaining(['complete', 'transfer', 'delegate', 'signers']));
  expect(verbsOf(aTask(), 'ops')).not.toEqual(expect.arrayContaining(['nudge']));
  expect(verbsOf(aTask(), 'nobody')).not.toEqual(expect.arrayContaining(['complete']));
  const above = verbsOf(aTask(), 'lead', true);
  expect(above).toEqual(expect.arrayContaining(['transfer', 'nudge', 'pause']));
  expect(above).not.toContain('complete');
  expect(above).not.toContain('resume');
});

test('an offered task is claimed, a delegated one taken back, a closed one recalled by whoever did it', () => {
  expect(verbsOf(aTask({ assignee: null, candidates: ['a', 'b'], state: 'open' }), 'a')).toContain('claim');
  const delegated = aTask({ delegation: { by: 'ops', to: 'copy', at: 1, reason: 'r', handedBack: null } });
  expect(verbsOf(delegated, 'ops')).toContain('undelegate');
  expect(verbsOf(delegated, 'ops')).not.toContain('complete');
  expect(verbsOf(delegated, 'copy')).toContain('complete');
  const done = aTask({ state: 'done', closedAt: 5, closedBy: 'ops' });
  expect(verbsOf(done, 'ops')).toEqual(['recall']);
  expect(verbsOf(done, 'lead', true)).toEqual([]);
});

test('items that are still to tick do not take the main verb away: the answer says which are missing', () => {
  const item = { key: 'i', title: { 'zh-CN': 'x', en: 'x' }, mandatory: true, evidenceRequired: true, owner: 'a', done: false, by: null, at: null, evidence: null };
  const task = aTask({ checklist: [item] });
  expect(verbsOf(task, 'ops')).toContain('complete');
  expect([ticks('i', task, { actor: 'a', asManager: false, at: 1 }, context), ticks('i', task, { actor: 'ops', asManager: false, at: 1 }, context)]).toEqual([true, false]);
});
