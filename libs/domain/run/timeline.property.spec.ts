import fc from 'fast-check';
import { shanghai, shanghaiSlice } from '#domain/calendar/slices.fixture';
import { HOUR_MS } from '../calendar/duration.ts';
import { lanesOf, offTime, type TimelineEvent } from './timeline.ts';

const title = { en: 'T', 'zh-CN': 'T' };
const opened = (at: number, id = 'a', assignee: string | null = null): TimelineEvent => ({ type: 'TaskOpened', at, data: { task: { id, title, step: 's', visit: 1, turn: 1, assignee, subject: {} } } });
const on = (type: TimelineEvent['type'], at: number, more: object = {}): TimelineEvent => ({ type, at, data: { taskId: 'a', ...more } });

describe('a lane', () => {
  it('is waiting until claimed, work until paused, and what a pause of the run left until it was done', () => {
    const [lane] = lanesOf([opened(0), on('TaskClaimed', 10), on('RunPaused', 20, {}), on('TaskPaused', 25), on('RunResumed', 30), on('TaskResumed', 40), on('TaskSubmitted', 50), on('SubmissionRejected', 60), on('TaskBreached', 65), on('RungFired', 66, { rung: 1 }), on('TaskCompleted', 70)], 100);
    expect(lane!.segments.map(({ kind, from, until }) => `${kind} ${from}-${until}`)).toEqual(['waiting 0-10', 'work 10-20', 'paused 20-40', 'work 40-50', 'waiting 50-60', 'work 60-70']);
    expect([lane!.closedAt, lane!.marks]).toEqual([70, [{ kind: 'breach', index: 0, at: 65 }, { kind: 'rung', index: 1, at: 66 }]]);
  });

  it('opens paused in a paused step, stops with the run, and goes on when it is taken back', () => {
    const step = { step: 's', visit: 1 };
    const [first, second] = lanesOf([opened(0, 'a', 'p'), { type: 'StepPaused', at: 10, data: step }, opened(20, 'b', 'p'), { type: 'StepResumed', at: 30, data: step }, on('TaskCompleted', 40), on('TaskRecalled', 60), { type: 'RunCancelled', at: 80, data: {} }], 100);
    expect(first!.segments.map(({ kind, from, until }) => `${kind} ${from}-${until}`)).toEqual(['work 0-10', 'paused 10-30', 'work 30-40', 'waiting 40-60', 'work 60-80']);
    expect(second!.segments.map(({ kind, from, until }) => `${kind} ${from}-${until}`)).toEqual(['paused 20-30', 'work 30-80']);
  });

  const CHANGES = ['TaskClaimed', 'TaskReleased', 'TaskTransferred', 'TaskPaused', 'TaskResumed', 'RunPaused', 'RunResumed', 'TaskSubmitted', 'SubmissionRejected', 'TaskRecalled', 'TaskCompleted', 'TaskBreached'] as const;
  it('is cut into segments without a gap, an overlap or an empty one, from its opening to its end or now, whatever happens', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ type: fc.constantFrom(...CHANGES), gap: fc.nat(5) }), { maxLength: 40 }), fc.integer({ min: 1, max: 9 }), (changes, rest) => {
        let at = 0;
        const events = [opened(0), ...changes.map(({ type, gap }) => on(type, (at += gap)))];
        const now = at + rest;
        const [lane] = lanesOf(events, now);
        const end = lane!.closedAt ?? now;
        const { segments } = lane!;
        expect(segments.every(({ from, until }) => until > from)).toBe(true);
        expect(segments.every(({ from }, index) => from === (segments[index - 1]?.until ?? 0))).toBe(true);
        expect(segments.every(({ kind }, index) => kind !== segments[index - 1]?.kind)).toBe(true);
        expect(segments.at(-1)?.until ?? 0).toBe(end);
      }),
    );
  });
});

describe('time off', () => {
  const slice = shanghaiSlice('2026-11-02', '2026-12-31');
  it('is nights, the midday break and weekends', () => {
    expect(offTime(slice, shanghai('2026-11-27 12:30'), shanghai('2026-11-30 09:30'))).toEqual([[shanghai('2026-11-27 12:30'), shanghai('2026-11-27 13:00')], [shanghai('2026-11-27 18:00'), shanghai('2026-11-30 09:00')]]);
  });
  it('and working time together are the whole span', () => {
    const hour = fc.integer({ min: 0, max: 24 * 50 }).map((hours) => shanghai('2026-11-03 00:00') + hours * HOUR_MS);
    fc.assert(
      fc.property(hour, fc.integer({ min: 1, max: 200 }), (from, hours) => {
        const until = Math.min(from + hours * HOUR_MS, slice.validUntil);
        const off = offTime(slice, from, until);
        const worked = slice.days.flatMap(({ intervals }) => intervals).reduce((sum, [start, stop]) => sum + Math.max(0, Math.min(stop, until) - Math.max(start, from)), 0);
        expect(off.every(([start, stop], index) => stop > start && start >= (off[index - 1]?.[1] ?? from) && stop <= until)).toBe(true);
        expect(off.reduce((sum, [start, stop]) => sum + stop - start, 0) + worked).toBe(until - from);
      }),
    );
  });
});
