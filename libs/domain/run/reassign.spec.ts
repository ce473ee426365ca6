import type { Task } from '#contracts/task';
import { planReassign } from './reassign.ts';

const context = { directory: { asOf: 0, roles: { editor: ['ann', 'bob', 'eva'] }, teams: {}, admins: ['root'], people: {} }, managerId: 'boss', pinned: {}, actors: {}, assignments: {} };
const task = (id: string, over: Partial<Task>): Task => ({ id, key: id, closedAt: null, assignee: 'ann', candidates: [], excluded: [], assign: { role: 'editor' }, subject: {}, ...over }) as Task;
const plan = (tasks: Task[], to = 'bob') => planReassign(tasks, { from: 'ann', to }, () => null, context);

describe('a person’s work given to another', () => {
  it('hands over what they have, puts the other in their place where they could claim, and leaves the rest', () => {
    const tasks = [task('a', {}), task('b', { assignee: null, candidates: ['eva', 'ann'] }), task('c', { assignee: 'eva' }), task('d', { closedAt: 1 }), task('e', { assignee: null, candidates: ['ann', 'bob'] })];
    expect(plan(tasks)).toEqual([
      { taskId: 'a', kind: 'transfer' },
      { taskId: 'b', kind: 'assign', assignee: null, candidates: ['eva', 'bob'] },
      { taskId: 'e', kind: 'assign', assignee: 'bob', candidates: [] },
    ]);
  });

  it('never makes anybody judge their own work: such a task goes by its own rule, in the end to the manager', () => {
    const check = (excluded: string[]) => task('check', { excluded, subject: { check: 'final', pieceId: 'p' } });
    expect(plan([check(['bob'])])).toEqual([{ taskId: 'check', kind: 'assign', assignee: 'eva', candidates: [] }]);
    expect(plan([check(['bob', 'eva'])])).toEqual([{ taskId: 'check', kind: 'assign', assignee: 'boss', candidates: [] }]);
  });
});
