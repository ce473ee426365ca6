import { randomUUID } from 'node:crypto';
import type { ClockPolicy, ClockState } from '#contracts/clock';
import type { Cause, EventData, EventType, RunEvent } from '#contracts/events';
import type { Run } from '#contracts/run';
import type { Task } from '#contracts/task';

export const T0 = Date.UTC(2026, 10, 23, 1);
const text = (en: string) => ({ 'zh-CN': en, en });

export const runOf = (managerId: string, id: string = randomUUID()): Run => ({
  id, parentId: null, rootId: id, playbook: { slug: 'collaboration-loop', version: 1 }, process: 'collaboration-loop', title: 'Autumn series', state: 'running',
  managerId, startedBy: managerId, startedAt: T0, closedAt: null, outcome: null, step: null, stepTitle: null, visit: 0, turn: 1, contentType: 'knowledge', pause: null, stepPause: null, severity: null,
  version: 1, lastEvent: 1, input: {}, settings: {},
});

const policy: ClockPolicy = { due: { working: 'P2D' }, source: '4.3', atRiskShare: 0.8, remindBefore: [], remindAtDue: true, remindAfter: null, ladder: [], acknowledgeFor: { working: 'P1D' } };

export const clockOf = (dueAt: number): ClockState => ({
  policy, calendarId: 'org', basis: { kind: 'policy', from: T0, duration: policy.due, calendarVersion: 1 }, startedAt: T0, dueAt, atRiskAt: dueAt - 1000, provisional: false,
  needsMore: false, epoch: 1, agenda: [], breachedAt: null, breachAnnulled: false, rungsFired: {}, ack: null, paused: null, stoppedAt: null,
});

export const taskOf = (runId: string, given: Partial<Task> = {}): Task => ({
  id: randomUUID(), runId, key: 'script-outline', block: 'pre-work', step: 'planning', visit: 1, turn: 1, title: text('Script outline'), description: text('Write the outline.'),
  state: 'open', version: 1, assign: { role: 'script' }, assignee: null, candidates: [], fellToManager: false, excluded: [], form: null, checklist: [], subject: {}, openedAt: T0,
  clock: clockOf(T0 + 86_400_000), closedAt: null, closedBy: null, documentId: null, outcome: {}, reason: null,
  accountable: null, cover: null, delegation: null, signing: null, nudged: null, pause: null, ...given,
});

/** Numbers the events of one run, one after the other. */
export function story(runId: string) {
  let n = 0;
  const next = <T extends EventType>(type: T, data: EventData[T], cause?: Cause): RunEvent => {
    n += 1;
    return { n, type, v: 1, at: T0 + n, cause: cause ?? { kind: 'run', id: `${runId}/${n}` }, data } as RunEvent;
  };
  return { next, by: (actor: string, id: string = randomUUID()): Cause => ({ kind: 'command', id, actor }) };
}
