import type { EventData, EventType, RunEvent } from '#contracts/events';
import type { Run } from '#contracts/run';
import type { Task } from '#contracts/task';
import { acceptancesOf } from './acceptances.ts';
import { emptyRows, foldEvents } from './rows.ts';

const rows = { ...emptyRows(), run: { id: 'r', version: 4, lastEvent: 0 } as Run, tasks: { t: { id: 't', version: 2, state: 'open', checklist: [], clock: null } as unknown as Task } };
let n = 0;
const event = <T extends EventType>(type: T, data: EventData[T]): RunEvent => ({ n: (n += 1), type, v: 1, at: 7, cause: { kind: 'command', id: 'c', actor: 'ada' }, data }) as RunEvent;
const answer = (...events: RunEvent[]) => acceptancesOf(foldEvents(rows, events).steps).map(({ outcome, version }) => ({ outcome, version }));

beforeEach(() => {
  n = 0;
});

test.each([
  ['completing a task', [event('TaskCompleted', { taskId: 't', by: 'ada', documentId: null, outcome: {} })], 'done', 3],
  ['an unfair breach annulled on the way', [event('BreachAnnulled', { taskId: 't', clock: null as never }), event('TaskCompleted', { taskId: 't', by: 'ada', documentId: null, outcome: {} })], 'done', 3],
  ['taking back a tick', [event('ChecklistTicked', { taskId: 't', item: 'i', done: false, by: 'ada', evidence: null })], 'unticked', 3],
  ['a step skipped with its tasks', [event('TaskSkipped', { taskId: 't', by: 'ada', reason: '' }), event('StepLeft', { step: 's', visit: 1, outcome: 'skipped', by: 'ada', reason: '' })], 'skipped', 5],
  ['a run cancelled with its tasks', [event('TaskCancelled', { taskId: 't', reason: '' }), event('RunCancelled', { by: 'ada', reason: '' })], 'cancelled', 5],
  ['the last signature, which completes', [event('TaskSigned', { taskId: 't', by: 'ada', decision: 'approved', reason: null }), event('TaskCompleted', { taskId: 't', by: 'bo', documentId: null, outcome: {} })], 'signed', 4],
  ['the last signer taken out, which completes', [event('SignersChanged', { taskId: 't', by: 'ada', added: [], removed: ['x'], reason: 'r', signing: null }), event('TaskCompleted', { taskId: 't', by: 'bo', documentId: null, outcome: {} })], 'signers-changed', 4],
  ['work sent back', [event('TaskReturned', { taskId: 't', by: 'ada', toStep: 's', reason: '' }), event('StepLeft', { step: 's', visit: 1, outcome: 'sent-back', by: 'ada', reason: '' })], 'returned', 3],
])('%s', (_, events, outcome, version) => expect(answer(...events)).toEqual([{ outcome, version }]));

test('the answer names the last event of the command', () => {
  const events = [event('TaskClaimed', { taskId: 't', by: 'ada' }), event('TaskReleased', { taskId: 't', by: 'ada' })];
  expect(acceptancesOf(foldEvents(rows, events).steps)).toEqual([expect.objectContaining({ id: 'c', n: events[1]!.n, outcome: 'claimed' })]);
});
