import { rolesNamed } from './roles.ts';

it('finds every role that a playbook names, wherever work, opinions, escalations and invitations go', () => {
  const playbook = {
    steps: [{ key: 's', title: { en: 's', 'zh-CN': 's' }, source: '1', raci: { accountable: { managerOf: { role: 'host' } }, responsible: [{ team: 'planning' }], consulted: [{ role: 'legal', pick: 'claim' }], informed: [{ manager: true }] } }],
    tasks: { a: { assign: { role: 'script' } }, b: { assign: { stepActor: 'role' } } },
    ladders: { default: { rungs: [{ to: [{ kind: 'role', role: 'ops' }] }], variants: { 1: { rungs: [{ to: [{ kind: 'role', role: 'pr' }, { kind: 'manager' }] }] } } } },
    meetings: { m: { attendees: [{ kind: 'role', role: 'script' }, { kind: 'team', team: 'production' }] } },
  };
  expect(rolesNamed(playbook as never)).toEqual(['host', 'legal', 'ops', 'pr', 'script']);
});
