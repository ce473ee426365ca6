import { primaryOf } from './primary.ts';

const go = { 'zh-CN': '通过', en: 'Go' };
const form = { key: 'f', version: 1, title: go, steers: ['ownerId', 'decision'], examples: [], schema: { properties: { decision: { enum: ['go', 'drop'], 'x-enum': { go } }, ownerId: { type: 'string' } } } };
type Task = Parameters<typeof primaryOf>[0];
const task = (changes: Partial<Task>): Task => ({ verbs: ['complete'], subject: {}, delegatedBy: null, signing: null, form, ...changes });
const signing = { mode: 'all' as const, ratio: null, signers: [{ person: 'p', by: null, at: 1, decision: null, decidedAt: null, reason: null }], submitted: null };

test.each<[string, Partial<Task>, Record<string, unknown>, ReturnType<typeof primaryOf>]>([
  ['nothing to do', { verbs: ['comment', 'nudge'] }, {}, null],
  ['an offer is claimed first', { verbs: ['claim', 'complete'] }, {}, { does: 'claim', key: 'claim', choice: null }],
  ['what was handed in is signed', { verbs: ['sign'], signing }, {}, { does: 'sign', key: 'sign', choice: null }],
  ['a decision says what it decides', {}, { decision: 'go' }, { does: 'complete', key: 'completeWith', choice: go }],
  ['a choice without words is shown as it is', {}, { decision: 'drop' }, { does: 'complete', key: 'completeWith', choice: { en: 'drop', 'zh-CN': 'drop' } }],
  ['before it is made, it is plain', {}, {}, { does: 'complete', key: 'complete', choice: null }],
  ['what was done for somebody goes back', { delegatedBy: 'p' }, { decision: 'go' }, { does: 'complete', key: 'handBack', choice: null }],
  ['with co-signers it is handed in', { signing }, {}, { does: 'complete', key: 'handIn', choice: null }],
  ['a step is signed off', { subject: { signOff: true }, form: null }, {}, { does: 'complete', key: 'signOff', choice: null }],
])('%s', (_name, changes, answers, expected) => expect(primaryOf(task(changes), answers)).toEqual(expected));
