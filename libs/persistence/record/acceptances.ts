import type { EventType, RunEvent } from '#contracts/events';
import type { EventContext, Rows } from './rows.ts';

/** How a command's row is settled: the number of the last event it caused here, its target's version after it, and what it did in a word. */
export interface Acceptance {
  id: string;
  n: number;
  version: number;
  outcome: string;
  at: number;
}

/** The word that a run answers with, by the event that carries the command out (workflows/shared/verbs-*). */
const WORDS: Partial<Record<EventType, string>> = {
  TaskClaimed: 'claimed',
  TaskReleased: 'released',
  TaskTransferred: 'transferred',
  ChecklistTicked: 'ticked',
  TaskAcknowledged: 'acknowledged',
  TaskDelegated: 'delegated',
  TaskHandedBack: 'handed-back',
  DelegationEnded: 'undelegated',
  SignersChanged: 'signers-changed',
  TaskSubmitted: 'submitted',
  TaskSigned: 'signed',
  ItemAssigned: 'assigned',
  TaskNudged: 'nudged',
  TaskRecalled: 'recalled',
  SubmissionWithdrawn: 'recalled',
  TaskCompleted: 'done',
  TaskReturned: 'returned',
  TaskCovered: 'covered',
  TaskUncovered: 'given-back',
  TaskDueChanged: 'due-changed',
  TaskSeverityChanged: 'severity-changed',
  AttendanceRecorded: 'recorded',
  MinutesRecorded: 'recorded',
  MeetingDecided: 'decided',
  TaskPaused: 'paused',
  TaskResumed: 'resumed',
  TaskSkipped: 'skipped',
};
/** Words of verbs on the whole run, whatever their events are about. */
const RUN_WORDS: Partial<Record<EventType, string>> = { ClockReplanned: 'replanned', MeetingMoved: 'replanned', WaiverMoved: 'replanned', RunPaused: 'paused', RunResumed: 'resumed', RunCancelled: 'cancelled', RunSeverityChanged: 'severity-changed', StepPaused: 'paused', StepResumed: 'resumed', DatesShifted: 'shifted', WorkReassigned: 'reassigned', RunMoved: 'moved' };
/** How a verb on the run leaves a step; one on a task has a word of its own. */
const LEFT_BY_COMMAND: readonly string[] = ['skipped', 'repeated'];

/**
 * One acceptance per command that caused events of the batch: the run's own answer, told again from its events, for the case
 * that whoever asked is gone before the answer came.
 */
export function acceptancesOf(steps: readonly EventContext[]): Acceptance[] {
  const byCommand = new Map<string, RunEvent[]>();
  for (const { event } of steps) {
    if (event.cause.kind === 'command') byCommand.set(event.cause.id, [...(byCommand.get(event.cause.id) ?? []), event]);
  }
  return [...byCommand].map(([id, events]) => {
    const last = events.at(-1)!;
    const rows = steps.find(({ event }) => event === last)!.after;
    const carrying = events.find((event) => runWord(event) !== undefined) ?? events.find((event) => WORDS[event.type] !== undefined) ?? events[0]!;
    return { id, n: last.n, version: versionOf(carrying, rows), outcome: wordOf(carrying), at: last.at };
  });
}

/** A verb on the whole run also closes tasks on its way: this event tells it from a verb on one of them. */
const runWord = (event: RunEvent): string | undefined => (event.type === 'StepLeft' && LEFT_BY_COMMAND.includes(event.data.outcome) ? event.data.outcome : RUN_WORDS[event.type]);

function wordOf(event: RunEvent): string {
  if (event.type === 'ChecklistTicked' && !event.data.done) return 'unticked';
  return runWord(event) ?? WORDS[event.type] ?? 'accepted';
}

function versionOf(event: RunEvent, rows: Rows): number {
  if (runWord(event) !== undefined) return rows.run!.version;
  if ('taskId' in event.data) return rows.tasks[event.data.taskId]?.version ?? 0;
  if ('meetingId' in event.data) return rows.meetings[event.data.meetingId]?.version ?? 0;
  return rows.run!.version;
}
