import { ZRaci, type Playbook } from '#contracts/playbook';
import { lintRaci } from './lint-raci.ts';

const raci = { source: '4.1', accountable: { role: 'lead' }, signOff: { task: 'sign-off' }, responsible: [{ role: 'ops' }], consulted: [{ role: 'data' }], opinion: 'opinion', informed: [{ role: 'host' }] };
const tasks = { work: { assign: { role: 'ops' } }, 'sign-off': { assign: { manager: true } }, opinion: { assign: { manager: true }, lapses: true } };
const problems = (changes: object, given: object = tasks): string[] =>
  lintRaci({ steps: [{ key: 's', raci: ZRaci.parse({ ...raci, ...changes }) }], tasks: given } as unknown as Playbook).map(({ path }) => path);

it('is content with one accountable, tasks for the responsible, and a request that ends by itself', () => {
  expect(problems({})).toEqual([]);
  expect(problems({ signOff: 'decision', consulted: [], opinion: null })).toEqual([]);
});

it('refuses a step without an accountable, with the path', () => {
  expect(lintRaci({ steps: [{ key: 's' }], tasks: {} } as unknown as Playbook)).toEqual([{ path: 'steps.0.raci.accountable', message: 'nobody is accountable for this step' }]);
});

it.each<[string, unknown]>([['two', [{ role: 'lead' }, { manager: true }]], ['none', undefined], ['a team', { team: 'desk' }], ['two in one', { role: 'lead', manager: true }]])('refuses %s as accountable, with the path', (_what, accountable) => {
  const { error } = ZRaci.safeParse({ ...raci, accountable });
  expect(error?.issues.map(({ path, message }) => [path.join('.'), message])).toEqual([['accountable', expect.stringContaining('exactly one is accountable')]]);
});

it('finds what names nothing', () => {
  expect(problems({ responsible: [{ role: 'ops' }, { role: 'nobody' }] })).toEqual(['steps.0.raci.responsible.1']);
  expect(problems({ signOff: { task: 'none' } })).toEqual(['steps.0.raci.signOff.task']);
  expect(problems({ opinion: 'none' })).toEqual(['steps.0.raci.opinion']);
  expect(problems({ opinion: null })).toEqual(['steps.0.raci.opinion']);
  expect(problems({}, { ...tasks, opinion: { assign: { manager: true } } })).toEqual(['tasks.opinion.lapses']);
});
