import { aTask } from './task.fixture.ts';
import { actingOn, partsOf, peopleOf } from './part.ts';
import { withSigners } from './signing.ts';

const parts = (task: Parameters<typeof partsOf>[0]) => Object.fromEntries(partsOf(task));
const delegation = { by: 'ops', to: 'copy', at: 1, reason: 'r', handedBack: null };
const item = (owner: string | null, done = false) => ({ key: `${owner}`, title: { 'zh-CN': 'x', en: 'x' }, mandatory: true, evidenceRequired: false, owner, done, by: null, at: null, evidence: null });
const signed = { ...withSigners(null, ['a', 'b'], { by: 'ops', at: 1, mode: 'sequence', ratio: null }), submitted: { by: 'ops', at: 2, documentId: null, outcome: {} } };

test.each([
  ['its assignee does it', aTask(), { ops: 'do' }],
  ['or whoever may claim it', aTask({ assignee: null, candidates: ['a', 'b'] }), { a: 'do', b: 'do' }],
  ['the delegate does it and the assignee waits', aTask({ delegation }), { copy: 'do', ops: 'wait' }],
  ['handed back, the assignee does it', aTask({ delegation: { ...delegation, handedBack: { at: 2, documentId: null, outcome: {} } } }), { ops: 'do' }],
  ['owners see to their items until they are done', aTask({ checklist: [item('a'), item('b', true), item(null), item('ops')] }), { ops: 'do', a: 'item' }],
  ['signers before the holder hands in have nothing to do', aTask({ signing: { ...signed, submitted: null } }), { ops: 'do' }],
  ['handed in, the signer whose turn it is signs', aTask({ signing: signed, checklist: [item('c')] }), { a: 'sign', ops: 'wait' }],
])('%s', (_, task, expected) => expect(parts(task)).toEqual(expected));

test('whose turn it is are those who act, and everybody with a part may see it', () => {
  const task = aTask({ delegation, accountable: 'boss', checklist: [item('c')], signing: { ...signed, submitted: null } });
  expect(actingOn(task)).toEqual(['copy']);
  expect(peopleOf(task).sort()).toEqual(['a', 'b', 'boss', 'c', 'copy', 'ops']);
});
