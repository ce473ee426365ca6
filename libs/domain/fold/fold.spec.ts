import fc from 'fast-check';
import type { Cause, RunEvent } from '#contracts/events';
import { aPiece, aTask } from '../task/task.fixture.ts';
import { foldMeeting, foldPiece, foldRun, foldTask, touches } from './index.ts';

const command: Cause = { kind: 'command', id: 'c', actor: 'ops' };
const clock: Cause = { kind: 'clock', id: 'k' };
const event = <T extends RunEvent['type']>(type: T, data: Extract<RunEvent, { type: T }>['data'], cause: Cause = command, n = 2): RunEvent => ({ n, type, v: 1, at: 50, cause, data }) as unknown as RunEvent;

describe('the fold', () => {
  it('raises a version by commands only: clocks never make what a person saw stale', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.integer({ min: 1, max: 99 }), (byPerson, version) => {
        const row = foldTask(aTask({ version }), event('TaskClaimed', { taskId: 't', by: 'ops' }, byPerson ? command : clock));
        expect(row?.version).toBe(byPerson ? version + 1 : version);
      }),
    );
  });

  it('leaves rows of others alone', () => {
    const task = aTask();
    const piece = aPiece();
    expect(foldTask(task, event('TaskClaimed', { taskId: 'other', by: 'x' }))).toBe(task);
    expect(foldPiece(piece, event('ReworkAsked', { pieceId: 'other', reworks: 1 }))).toBe(piece);
    expect(foldMeeting(null, event('MinutesRecorded', { meetingId: 'm', by: 'x', documentId: 'd' }))).toBeNull();
  });

  it('says beforehand which rows an event changes', () => {
    expect(touches(event('TaskClaimed', { taskId: 't', by: 'x' }))).toEqual({ tasks: ['t'], meetings: [], pieces: [] });
    expect(touches(event('ReworkAsked', { pieceId: 'p', reworks: 1 }))).toEqual({ tasks: [], meetings: [], pieces: ['p'] });
    expect(touches(event('RunClosed', { outcome: 'x' }))).toEqual({ tasks: [], meetings: [], pieces: [] });
  });

  it('keeps who closed a task and when, and what was answered', () => {
    const done = foldTask(aTask(), event('TaskCompleted', { taskId: 't', by: 'ops', documentId: 'd', outcome: { decision: 'go' } }));
    expect(done).toMatchObject({ state: 'done', closedBy: 'ops', closedAt: 50, documentId: 'd', outcome: { decision: 'go' }, version: 4 });
  });

  it('refuses a first event that is not the start', () => {
    expect(() => foldRun(null, event('RunClosed', { outcome: 'x' }))).toThrow(/has not started/);
  });
});
