import { aCommand, aContext, aPiece, aTask } from './task.fixture.ts';
import { judgeTaskCommand } from './rules.ts';

const context = aContext();
const complete = (actor: string) => aCommand('completeTask', actor, { taskId: 't', documentId: null, outcome: {} });

describe('who may do what with a task', () => {
  it('lets its assignee complete it, and nobody else, not even the manager', () => {
    expect(judgeTaskCommand(aTask(), complete('ops'), context)).toBeNull();
    expect(judgeTaskCommand(aTask(), { ...complete('manager'), asManager: true }, context)).toMatchObject({ type: 'Forbidden', detail: { rule: 'not-yours', by: 'ops' } });
  });

  it('lets a candidate complete an unclaimed task, and only the claimer a claimed one', () => {
    const offered = aTask({ assignee: null, candidates: ['a', 'b'] });
    expect(judgeTaskCommand(offered, complete('b'), context)).toBeNull();
    expect(judgeTaskCommand({ ...offered, assignee: 'a' }, complete('b'), context)).toMatchObject({ detail: { rule: 'not-yours', by: 'a' } });
  });

  it('answers a second completion with who did it and when', () => {
    expect(judgeTaskCommand(aTask({ state: 'done', closedAt: 5, closedBy: 'ops' }), complete('ops'), context)).toMatchObject({ type: 'Closed', detail: { by: 'ops', at: 5 } });
  });

  it('refuses a version that is not the current one', () => {
    expect(judgeTaskCommand(aTask(), { ...complete('ops'), seenVersion: 2 }, context)).toMatchObject({ type: 'Stale', detail: { version: 3 } });
    expect(judgeTaskCommand(aTask(), { ...complete('ops'), seenVersion: 3 }, context)).toBeNull();
  });

  it('names a mandatory checklist item that is not done', () => {
    const item = { key: 'rights', title: { 'zh-CN': '版权', en: 'Rights' }, mandatory: true, evidenceRequired: false, owner: null, done: false, by: null, at: null, evidence: null };
    expect(judgeTaskCommand(aTask({ checklist: [item] }), complete('ops'), context)).toMatchObject({ type: 'Invalid', detail: { field: 'checklist/rights' } });
    expect(judgeTaskCommand(aTask({ checklist: [item, { ...item, key: 'other' }] }), complete('ops'), context)).toMatchObject({ detail: { fields: ['checklist/rights', 'checklist/other'] } });
    expect(judgeTaskCommand(aTask({ checklist: [{ ...item, done: true }] }), complete('ops'), context)).toBeNull();
  });

  it('keeps authors and checkers of other levels from a check (4.3), also by transfer', () => {
    const check = aTask({ assignee: 'visual', subject: { pieceId: 'p', check: 'weekly' } });
    const passed = { level: 'daily' as const, result: 'passed' as const, by: 'visual', at: 1, defects: [], taskId: 'd' };
    expect(judgeTaskCommand(check, complete('visual'), { ...context, piece: aPiece() })).toBeNull();
    expect(judgeTaskCommand(check, complete('visual'), { ...context, piece: aPiece({ checks: [passed] }) })).toMatchObject({ detail: { rule: 'own-work' } });
    expect(judgeTaskCommand(check, complete('visual'), { ...context, piece: aPiece({ authors: ['visual'] }) })).toMatchObject({ detail: { rule: 'own-work' } });
    const transfer = aCommand('transferTask', 'visual', { taskId: 't', to: 'editor', reason: 'ill' });
    expect(judgeTaskCommand(check, transfer, { ...context, piece: aPiece() })).toMatchObject({ type: 'Invalid', detail: { field: 'to', rule: 'own-work' } });
  });

  it('sends back to earlier steps only', () => {
    const back = (toStep: string) => judgeTaskCommand(aTask(), aCommand('returnTask', 'ops', { taskId: 't', toStep, reason: 'x' }), context);
    expect(back('planning')).toBeNull();
    for (const step of ['production', 'monitoring', 'nowhere']) expect(back(step)).toMatchObject({ type: 'Invalid', detail: { field: 'toStep' } });
  });

  it('claims what is offered, releases what others could take', () => {
    const offered = aTask({ assignee: null, candidates: ['a', 'b'] });
    const claim = (actor: string) => aCommand('claimTask', actor, { taskId: 't' });
    expect(judgeTaskCommand(offered, claim('a'), context)).toBeNull();
    expect(judgeTaskCommand(offered, claim('z'), context)).toMatchObject({ detail: { rule: 'not-yours' } });
    expect(judgeTaskCommand({ ...offered, assignee: 'b' }, claim('a'), context)).toMatchObject({ detail: { rule: 'already-claimed', by: 'b' } });
    const release = (actor: string) => aCommand('releaseTask', actor, { taskId: 't' });
    expect(judgeTaskCommand({ ...offered, assignee: 'a' }, release('a'), context)).toBeNull();
    expect(judgeTaskCommand({ ...offered, assignee: 'a' }, release('b'), context)).toMatchObject({ detail: { rule: 'not-yours' } });
    expect(judgeTaskCommand(aTask(), release('ops'), context)).toMatchObject({ detail: { rule: 'sole-holder' } });
  });
});
