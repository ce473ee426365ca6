import type { Piece } from '#contracts/piece';
import type { Task } from '#contracts/task';
import { aCommand, aContext, aPiece, aTask } from './task.fixture.ts';
import { judgeTaskCommand } from './rules.ts';
import { withSignature, withSigners } from './signing.ts';

const delegated = (changes: Partial<Task> = {}): Task => aTask({ delegation: { by: 'ops', to: 'copy', at: 1, reason: 'r', handedBack: null }, ...changes });
const cosigned = (mode: 'all' | 'sequence' = 'all', submitted = true): Task =>
  aTask({ signing: { ...withSigners(null, ['a', 'b'], { by: 'ops', at: 1, mode, ratio: null }), submitted: submitted ? { by: 'ops', at: 2, documentId: null, outcome: {} } : null } });
const complete = (actor: string) => aCommand('completeTask', actor, { taskId: 't', documentId: null, outcome: {} });
const delegate = (actor: string, to: string, asManager = false) => aCommand('delegateTask', actor, { taskId: 't', to, reason: 'r' }, { asManager });
const sign = (actor: string, decision: 'approved' | 'rejected' = 'approved', reason: string | null = null) => aCommand('signTask', actor, { taskId: 't', decision, reason }, { asManager: true });
const add = (...people: string[]) => aCommand('addSigners', 'ops', { taskId: 't', people, mode: null, ratio: null, reason: 'r' });
const remove = (person: string, changes = {}) => aCommand('removeSigner', 'ops', { taskId: 't', person, reason: 'r' }, changes);
const rule = (task: Task, command: Parameters<typeof judgeTaskCommand>[1], piece: Piece | null = null) => judgeTaskCommand(task, command, aContext({ piece }))?.detail ?? null;

describe('delegate-and-return', () => {
  it('is for the holder and for who stands above, once, and not to oneself', () => {
    expect(rule(aTask(), delegate('ops', 'copy'))).toBeNull();
    expect(rule(aTask(), delegate('lead', 'copy', true))).toBeNull();
    expect(rule(aTask(), delegate('script', 'copy'))).toMatchObject({ rule: 'not-yours' });
    expect(rule(aTask(), delegate('ops', 'ops'))).toEqual({ field: 'to' });
    expect(rule(delegated(), delegate('ops', 'script'))).toMatchObject({ rule: 'delegated', by: 'copy' });
    expect(rule(delegated(), delegate('copy', 'script'))).toMatchObject({ rule: 'delegated' });
  });

  it('needs somebody to return it to', () => {
    const offered = aTask({ assignee: null, candidates: ['a', 'b'] });
    expect(rule(offered, delegate('a', 'copy'))).toBeNull();
    expect(rule(offered, delegate('lead', 'copy', true))).toMatchObject({ rule: 'not-claimed' });
  });

  it('lets the delegate hand back with items open, and the holder complete only once it is back', () => {
    const item = { key: 'i', title: { 'zh-CN': 'x', en: 'x' }, mandatory: true, evidenceRequired: false, owner: null, done: false, by: null, at: null, evidence: null };
    expect(rule(delegated({ checklist: [item] }), complete('copy'))).toBeNull();
    expect(rule(delegated(), complete('ops'))).toMatchObject({ rule: 'delegated' });
    const back = delegated({ delegation: { by: 'ops', to: 'copy', at: 1, reason: 'r', handedBack: { at: 2, documentId: null, outcome: {} } } });
    expect(rule(back, complete('ops'))).toBeNull();
    expect(rule(back, complete('copy'))).toMatchObject({ rule: 'not-yours' });
    expect(rule(back, delegate('ops', 'copy'))).toBeNull();
  });

  it('is ended by either side or a manager, and by nobody else', () => {
    const end = (actor: string, asManager = false) => aCommand('undelegateTask', actor, { taskId: 't', reason: 'r' }, { asManager });
    for (const actor of ['ops', 'copy']) expect(rule(delegated(), end(actor))).toBeNull();
    expect(rule(delegated(), end('lead', true))).toBeNull();
    expect(rule(delegated(), end('script'))).toMatchObject({ rule: 'not-yours' });
    expect(rule(aTask(), end('ops'))).toMatchObject({ rule: 'not-delegated' });
  });

  it('keeps work from whoever would judge their own (4.3), as delegate and as delegator', () => {
    const check = aTask({ assignee: 'visual', subject: { pieceId: 'p', check: 'weekly' } });
    expect(rule(check, delegate('visual', 'editor'), aPiece())).toMatchObject({ field: 'to', rule: 'own-work' });
    expect(rule(aTask({ assignee: 'editor', subject: check.subject }), delegate('editor', 'copy'), aPiece())).toMatchObject({ rule: 'own-work' });
    const daily = { level: 'daily' as const, result: 'passed' as const, by: 'data', helper: 'copy', at: 1, defects: [], taskId: 'd' };
    expect(rule(check, delegate('visual', 'copy'), aPiece({ checks: [daily] }))).toMatchObject({ rule: 'own-work' });
  });

  it('keeps the task where it is while it is away', () => {
    const released = aTask({ ...delegated(), candidates: ['ops', 'copy'] });
    expect(rule(released, aCommand('releaseTask', 'ops', { taskId: 't' }))).toMatchObject({ rule: 'delegated' });
    expect(rule(delegated(), aCommand('returnTask', 'ops', { taskId: 't', toStep: 'planning', reason: 'r' }))).toMatchObject({ rule: 'delegated' });
    expect(rule(delegated(), aCommand('transferTask', 'ops', { taskId: 't', to: 'script', reason: 'r' }))).toBeNull();
  });
});

describe('co-signing', () => {
  it('adds people once each, never whoever does the work', () => {
    expect(rule(cosigned('all', false), add('c', 'd'))).toBeNull();
    expect(rule(cosigned(), add('a'))).toMatchObject({ field: 'people.0', rule: 'already-signer' });
    expect(rule(cosigned(), add('c', 'c'))).toMatchObject({ field: 'people.1', rule: 'already-signer' });
    expect(rule(aTask(), add('ops'))).toMatchObject({ field: 'people.0', rule: 'own-signature' });
    expect(rule(delegated(), add('copy'))).toMatchObject({ rule: 'own-signature' });
    expect(rule(aTask(), add(...Array.from({ length: 21 }, (_, n) => `p${n}`)))).toEqual({ field: 'people' });
    expect(rule(aTask({ subject: { pieceId: 'p', check: 'final' } }), add('camera'), aPiece())).toMatchObject({ rule: 'own-work' });
  });

  it('takes a share for mode ratio only as one', () => {
    const ratio = (share: number | null) => rule(aTask(), aCommand('addSigners', 'ops', { taskId: 't', people: ['a'], mode: 'ratio', ratio: share, reason: 'r' }));
    expect(ratio(0.5)).toBeNull();
    for (const bad of [null, 0, 1.1]) expect(ratio(bad)).toEqual({ field: 'ratio' });
  });

  it('removes who has not signed; the accountable only by a manager', () => {
    expect(rule(cosigned(), remove('a'))).toBeNull();
    expect(rule(cosigned(), remove('z'))).toEqual({ field: 'person' });
    const half = cosigned();
    expect(rule({ ...half, signing: withSignature(half.signing!, 'a', { decision: 'approved', reason: null, at: 3 }) }, remove('a'))).toMatchObject({ rule: 'already-signed' });
    const raci = aTask({ signing: withSigners(null, ['boss'], { by: null, at: 1, mode: null, ratio: null }) });
    expect(rule(raci, remove('boss'))).toMatchObject({ rule: 'accountable-signs' });
    expect(rule(raci, remove('boss', { asManager: true }))).toBeNull();
  });

  it('asks nobody before it is handed in, each in turn, and no one for another', () => {
    expect(rule(cosigned('all', false), sign('a'))).toMatchObject({ rule: 'not-submitted' });
    for (const actor of ['a', 'b']) expect(rule(cosigned(), sign(actor))).toBeNull();
    expect(rule(cosigned('sequence'), sign('b'))).toMatchObject({ rule: 'not-your-turn', by: 'a' });
    expect(rule(cosigned(), sign('manager'))).toMatchObject({ rule: 'not-yours' });
    expect(rule(cosigned(), sign('a', 'rejected'))).toEqual({ field: 'reason' });
    expect(rule(cosigned(), sign('a', 'rejected', 'no source'))).toBeNull();
  });

  it('keeps what was handed in as it is', () => {
    const waiting = cosigned();
    for (const command of [complete('ops'), delegate('ops', 'copy'), aCommand('transferTask', 'ops', { taskId: 't', to: 'script', reason: 'r' }), aCommand('returnTask', 'ops', { taskId: 't', toStep: 'planning', reason: 'r' })]) {
      expect(rule(waiting, command)).toMatchObject({ rule: 'submitted', by: 'ops' });
    }
  });

  it('keeps a co-signer from doing what they are to sign', () => {
    const offered = aTask({ assignee: null, candidates: ['a', 'ops'], signing: cosigned('all', false).signing });
    expect(rule(offered, complete('a'))).toMatchObject({ rule: 'own-signature' });
    expect(rule(cosigned('all', false), delegate('ops', 'a'))).toMatchObject({ field: 'to', rule: 'own-signature' });
    expect(rule(cosigned('all', false), aCommand('transferTask', 'ops', { taskId: 't', to: 'b', reason: 'r' }))).toMatchObject({ field: 'to', rule: 'own-signature' });
  });
});
