import type { Organisation } from '../audience/reach.ts';
import { digestOf, informedOf, type ComingUp, type Happening, type InformingRun } from './digest.ts';

const text = (en: string) => ({ en, 'zh-CN': en });
const organisation: Organisation = { active: ['ann', 'bob', 'cid', 'max'], roles: { host: ['ann', 'gone'], data: ['bob'] }, teams: { desk: { lead: 'max', members: ['bob', 'cid'] } }, admins: [] };
const run = (id: string, changes: Partial<InformingRun> = {}): InformingRun => ({
  id, title: `Run ${id}`, managerId: 'max', pinned: {}, steps: [{ key: 'make', title: text('Making'), informed: [{ role: 'host' }] }, { key: 'watch', title: text('Watching'), informed: [{ role: 'data' }, { role: 'host' }] }], ...changes,
});
const happened = (n: number, step: string, changes: Partial<Happening> = {}): Happening => ({ runId: 'r', n, at: n, kind: 'entered', step, title: null, detail: null, ...changes });
const coming = (taskId: string, step: string, dueAt: number): ComingUp => ({ runId: 'r', step, taskId, title: text(taskId), subject: null, dueAt, assignee: 'bob' });

it('informs roles, teams, persons and the manager, pinned people first, each once, nobody who left', () => {
  const of = (informed: InformingRun['steps'][number]['informed'], pinned = {}) => informedOf(informed, { managerId: 'max', pinned }, organisation);
  expect(of([{ role: 'host' }])).toEqual(['ann']);
  expect(of([{ role: 'host' }], { host: 'cid' })).toEqual(['cid']);
  expect(of([{ team: 'desk' }, { role: 'data' }, { manager: true }, { person: 'gone' }])).toEqual(['bob', 'cid', 'max']);
});

it('tells what happened in the steps that a person is informed of, by time, and what is due there', () => {
  const facts = { runs: [run('r')], happenings: [happened(3, 'watch'), happened(1, 'make'), happened(2, 'make', { kind: 'left' })], due: [coming('b', 'watch', 9), coming('a', 'watch', 8), coming('c', 'make', 7)] };
  const [bob] = digestOf('bob', facts, organisation);
  expect([bob!.title, bob!.happened.map(({ n, step }) => [n, step.en]), bob!.due.map(({ taskId }) => taskId)]).toEqual(['Run r', [[3, 'Watching']], ['a', 'b']]);
  const [ann] = digestOf('ann', facts, organisation);
  expect([ann!.happened.map(({ n }) => n), ann!.due.map(({ taskId }) => taskId)]).toEqual([[1, 2, 3], ['c', 'a', 'b']]);
});

it('leaves out runs of which there is nothing to say, and is empty for whoever is informed of none', () => {
  const facts = { runs: [run('r'), run('s')], happenings: [happened(1, 'make')], due: [] };
  expect(digestOf('ann', facts, organisation).map(({ runId }) => runId)).toEqual(['r']);
  expect(digestOf('cid', facts, organisation)).toEqual([]);
  expect(digestOf('bob', facts, organisation)).toEqual([]);
});
