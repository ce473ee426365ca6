import type { ChecklistItem } from '#contracts/task';
import { judgeTaskCommand } from './rules.ts';
import { aCommand, aContext, aTask } from './task.fixture.ts';

const item = (changes: Partial<ChecklistItem> = {}): ChecklistItem => ({ key: 'i', title: { 'zh-CN': 'x', en: 'x' }, mandatory: true, evidenceRequired: false, owner: null, done: false, by: null, at: null, evidence: null, ...changes });
const link = { link: 'https://x.test', attachmentId: null, documentId: null };
const tick = (of: ChecklistItem, actor: string, { evidence = null as typeof link | null, asManager = false, done = true } = {}) =>
  judgeTaskCommand(aTask({ checklist: [of] }), aCommand('tickChecklist', actor, { taskId: 't', item: 'i', done, evidence }, { asManager }), aContext())?.detail ?? null;
const assign = (of: ChecklistItem, actor: string, owner: string | null, asManager = false) =>
  judgeTaskCommand(aTask({ checklist: [of] }), aCommand('assignItem', actor, { taskId: 't', item: 'i', owner }, { asManager }), aContext())?.detail ?? null;

describe('an item of a checklist', () => {
  it('is ticked by whoever has the task, or by its owner and nobody else but a manager', () => {
    expect(tick(item(), 'ops')).toBeNull();
    expect(tick(item(), 'a')).toMatchObject({ rule: 'not-yours' });
    expect(tick(item({ owner: 'a' }), 'a')).toBeNull();
    expect(tick(item({ owner: 'a' }), 'ops')).toMatchObject({ rule: 'not-yours', by: 'a' });
    expect(tick(item({ owner: 'a' }), 'boss', { asManager: true })).toBeNull();
  });

  it('that asks for evidence is not ticked without, and unticked without', () => {
    expect(tick(item({ evidenceRequired: true }), 'ops')).toEqual({ field: 'evidence', rule: 'evidence' });
    expect(tick(item({ evidenceRequired: true }), 'ops', { evidence: link })).toBeNull();
    expect(tick(item({ evidenceRequired: true, done: true, evidence: link }), 'ops', { done: false })).toBeNull();
  });

  it('is given by the holder or who stands above, while it is open', () => {
    expect(assign(item(), 'ops', 'a')).toBeNull();
    expect(assign(item({ owner: 'a' }), 'ops', null)).toBeNull();
    expect(assign(item(), 'a', 'a')).toMatchObject({ rule: 'not-yours' });
    expect(assign(item(), 'lead', 'a', true)).toBeNull();
    expect(assign(item({ owner: 'a' }), 'ops', 'a')).toEqual({ field: 'owner' });
    expect(assign(item({ done: true }), 'ops', 'a')).toMatchObject({ rule: 'item-done' });
  });
});
