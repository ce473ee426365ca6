import type { Meeting } from '#contracts/meeting';
import type { Task } from '#contracts/task';
import { isTouched, judgeRecall } from './rules-recall.ts';
import { withSignature, withSigners } from './signing.ts';
import { aCommand, aPiece, aTask } from './task.fixture.ts';

const done = (changes: Partial<Task> = {}): Task => aTask({ state: 'done', closedAt: 50, closedBy: 'ops', ...changes });
const rule = (task: Task, { actor = 'ops', tasks = [] as Task[], meetings = [] as Meeting[], piece = null as ReturnType<typeof aPiece> | null, seenVersion = null as number | null } = {}) =>
  judgeRecall(task, aCommand('recallTask', actor, { taskId: 't', reason: 'r' }, { seenVersion }), { piece, followers: { tasks, meetings } })?.detail ?? null;
const opened = aTask({ id: 'next', version: 1 });

describe('taking back what one completed', () => {
  it('is for whoever completed it, in the version they saw', () => {
    expect(rule(done())).toBeNull();
    expect(rule(done(), { actor: 'lead' })).toMatchObject({ rule: 'not-yours', by: 'ops' });
    expect(rule(done(), { seenVersion: 2 })).toEqual({ version: 3 });
    expect(rule(aTask({ state: 'returned', closedAt: 5, closedBy: 'ops' }))).toMatchObject({ state: 'returned' });
    expect(rule(aTask())).toMatchObject({ rule: 'not-completed' });
  });

  it.each<[string, Partial<Task>]>([
    ['recall-meeting', { subject: { meetingId: 'm' } }],
    ['recall-check', { subject: { pieceId: 'p', check: 'final' } }],
    ['recall-gate', { subject: { gate: 'g' } }],
    ['recall-decision', { subject: { pieceId: 'p', decides: true } }],
  ])('%s: what it set going stands', (expected, changes) => expect(rule(done(changes))).toMatchObject({ rule: expected }));

  it('leaves a published piece alone, and gives back an action of a meeting', () => {
    expect(rule(done({ subject: { pieceId: 'p' } }), { piece: aPiece({ state: 'published' }) })).toMatchObject({ rule: 'recall-published' });
    expect(rule(done({ subject: { pieceId: 'p' } }), { piece: aPiece({ state: 'checking' }) })).toBeNull();
    expect(rule(done({ subject: { meetingId: 'm', action: true } }))).toBeNull();
  });

  it('ends when anybody has touched what followed; a nudge, a clock or a cancellation touches nothing', () => {
    expect(rule(done(), { tasks: [opened, { ...opened, nudged: { by: 'a', at: 1, count: 1 } }, { ...opened, state: 'cancelled', version: 2, closedAt: 9 }] })).toBeNull();
    for (const touched of [{ version: 2 }, { state: 'claimed' as const }, { state: 'done' as const, closedAt: 9, closedBy: 'b' }]) expect(isTouched({ ...opened, ...touched })).toBe(true);
    expect(rule(done(), { tasks: [{ ...opened, version: 2, assignee: 'b' }] })).toMatchObject({ rule: 'recall-followed', by: 'b' });
    const meeting = { state: 'scheduled', version: 1, organizer: 'boss' } as Meeting;
    expect(rule(done(), { meetings: [meeting] })).toBeNull();
    expect(rule(done(), { meetings: [{ ...meeting, version: 2 }] })).toMatchObject({ rule: 'recall-followed', by: 'boss' });
  });

  it('takes back what was handed in until the first signature', () => {
    const signing = { ...withSigners(null, ['a', 'b'], { by: 'ops', at: 1, mode: null, ratio: null }), submitted: { by: 'ops', at: 2, documentId: null, outcome: {} } };
    expect(rule(aTask({ signing }))).toBeNull();
    expect(rule(aTask({ signing }), { actor: 'a' })).toMatchObject({ rule: 'not-yours', by: 'ops' });
    expect(rule(aTask({ signing: withSignature(signing, 'a', { decision: 'approved', reason: null, at: 3 }) }))).toMatchObject({ rule: 'already-signed', by: 'a' });
  });
});
