import type { Playbook } from '#contracts/playbook';
import type { Assignment } from '#contracts/task';
import { lintAssignment } from './lint-assignment.ts';

const problems = (assigns: Record<string, Assignment>): Record<string, string[]> => {
  const playbook = { tasks: Object.fromEntries(Object.entries(assigns).map(([key, assign]) => [key, { assign }])) } as unknown as Pick<Playbook, 'tasks'>;
  return Object.fromEntries(Object.entries(assigns).map(([key, assign]) => [key, lintAssignment(playbook, key, assign).map(({ path, message }) => `${path}: ${message}`)]));
};

it('takes an assignment that follows another task', () => {
  expect(problems({ cut: { role: 'editor' }, mend: { stepActor: 'cut' }, judge: { managerOf: { stepActor: 'mend' } } })).toEqual({ cut: [], mend: [], judge: [] });
});

it('refuses a task that is not there, and tasks that follow each other in a ring', () => {
  const ring = ['tasks.a.assign: goes to whoever does this very task'];
  expect(problems({ a: { stepActor: 'b' }, b: { managerOf: { stepActor: 'a' } }, c: { stepActor: 'nothing' } })).toMatchObject({ a: ring, c: ['tasks.c.assign: there is no task "nothing"'] });
  expect(problems({ a: { stepActor: 'a' } })).toEqual({ a: ring });
});
