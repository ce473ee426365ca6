import type { EventData, EventType, RunEvent } from '#contracts/events';
import { stepperOf } from './stepper.ts';

const text = (en: string) => ({ en, 'zh-CN': en });
const STEPS = ['review', 'planning', 'production'].map((key) => ({ key, title: text(key) }));
let n = 0;
const event = <T extends EventType>(type: T, data: EventData[T]): RunEvent => ({ n: (n += 1), type, v: 2, at: n * 10, cause: { kind: 'run', id: 'x' }, data }) as unknown as RunEvent;
const entered = (step: string, visit = 1) => event('StepEntered', { step, title: text(step), visit });
const left = (step: string, outcome: EventData['StepLeft']['outcome'], visit = 1) => event('StepLeft', { step, visit, outcome, by: null, reason: null });
const states = (events: RunEvent[], run: Parameters<typeof stepperOf>[2] = { state: 'running', late: false }) => stepperOf(STEPS, events, run).map(({ state }) => state);
beforeEach(() => (n = 0));

it('says what is done, under way and ahead, with the times of the latest visit', () => {
  const events = [entered('review'), left('review', 'completed'), entered('planning')];
  expect(stepperOf(STEPS, events, { state: 'running', late: false })).toEqual([
    { key: 'review', title: text('review'), state: 'done', visits: 1, from: 10, until: 20 },
    { key: 'planning', title: text('planning'), state: 'active', visits: 1, from: 30, until: null },
    { key: 'production', title: text('production'), state: 'pending', visits: 0, from: null, until: null },
  ]);
  expect(states(events, { state: 'running', late: true })).toEqual(['done', 'error', 'pending']);
});

it('a step that was skipped, jumped over, sent back from or gone back into', () => {
  expect(states([entered('review'), left('review', 'skipped'), entered('production')])).toEqual(['skipped', 'skipped', 'active']);
  expect(states([entered('review'), left('review', 'completed'), entered('planning'), left('planning', 'sent-back'), entered('review', 2)])).toEqual(['active', 'pending', 'pending']);
  const recalled = event('StepRecalled', { step: 'review', title: text('review'), visit: 1, from: 'planning', by: 'a', reason: 'x' });
  expect(states([entered('review'), left('review', 'completed'), entered('planning'), recalled])).toEqual(['active', 'pending', 'pending']);
});

it('a next turn begins empty; the end of a run ends its step', () => {
  const turn = [entered('review'), left('review', 'completed'), event('TurnStarted', { turn: 2, carriedOver: [] }), entered('review', 2)];
  expect(states(turn)).toEqual(['active', 'pending', 'pending']);
  const closed = (type: 'RunClosed' | 'RunLost') => [entered('review'), event(type, { outcome: 'completed', reason: 'x' } as never)];
  expect(states(closed('RunClosed'), { state: 'completed', late: false })).toEqual(['done', 'pending', 'pending']);
  expect(states(closed('RunLost'), { state: 'lost', late: false })).toEqual(['error', 'pending', 'pending']);
  expect(states([entered('review'), event('RunCancelled', { by: 'a', reason: 'x' })], { state: 'cancelled', late: false })).toEqual(['skipped', 'skipped', 'skipped']);
});
