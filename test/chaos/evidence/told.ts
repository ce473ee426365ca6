import type { CommandName } from '#contracts/commands';
import type { EventType } from '#contracts/events';
import type { Told } from '../loops/ledger.ts';
import type { RunRecord, StoredCommand, Violation } from './record.ts';

/** The events of which exactly one carries a command out; of a name left out, some event must. */
export const EFFECTS: Partial<Record<CommandName, readonly EventType[]>> = {
  claimTask: ['TaskClaimed'], releaseTask: ['TaskReleased'], transferTask: ['TaskTransferred'], tickChecklist: ['ChecklistTicked'], acknowledgeTask: ['TaskAcknowledged'],
  completeTask: ['TaskCompleted', 'TaskSubmitted', 'TaskHandedBack'], returnTask: ['TaskReturned'], changeTaskDue: ['TaskDueChanged'], delegateTask: ['TaskDelegated'], undelegateTask: ['DelegationEnded'],
  addSigners: ['SignersChanged'], removeSigner: ['SignersChanged'], signTask: ['TaskSigned'], nudgeTask: ['TaskNudged'], assignItem: ['ItemAssigned'], pauseTask: ['TaskPaused'], resumeTask: ['TaskResumed'],
  recordAttendance: ['AttendanceRecorded'], recordMinutes: ['MinutesRecorded'], recordDecision: ['MeetingDecided'], pauseRun: ['RunPaused'], resumeRun: ['RunResumed'], cancelRun: ['RunCancelled'],
  skipStep: ['StepLeft'], pauseStep: ['StepPaused'], resumeStep: ['StepResumed'], repeatStep: ['StepLeft'], shiftDates: ['DatesShifted'], reassignPerson: ['WorkReassigned'],
};
export const carriesOut = (name: CommandName, type: EventType): boolean => EFFECTS[name]?.includes(type) ?? true;

/** What people were told against what is recorded: accepted is done once, refused is not done, and nothing is left unanswered. */
export function judgeTold({ runId, events, commands }: RunRecord, told: readonly Told[]): Violation[] {
  const causes = new Map<string, RunRecord['events']>();
  for (const event of events) if (event.cause.kind === 'command') causes.set(event.cause.id, [...(causes.get(event.cause.id) ?? []), event]);
  const known = new Map(commands.map((command) => [command.id, command]));
  const find = (id: string, detail: string): Violation => ({ kind: 'command', runId, detail: `${detail} (command ${id})` });
  return [
    ...commands.flatMap((command) => judgeCommand(command, causes.get(command.id) ?? []).map((detail) => find(command.id, `${command.name} ${detail}`))),
    ...told.flatMap((entry) => judgeEntry(entry, known.get(entry.id), causes.get(entry.id)?.map(({ n }) => n) ?? []).map((detail) => find(entry.id, `${entry.path} of ${entry.who}, sent ${entry.sendings} times (${entry.delivery}): ${detail}`))),
  ];
}

function judgeCommand({ name, state, answer }: StoredCommand, effects: RunRecord['events']): string[] {
  if (state === 'stored') return ['is stored and was never answered'];
  if (state === 'refused') return effects.length > 0 ? [`is refused and has ${effects.length} effects`] : [];
  const own = effects.filter(({ type }) => carriesOut(name, type)).length;
  const wrong = EFFECTS[name] === undefined ? own === 0 : own !== 1;
  const answered = answer && !effects.some(({ n }) => n === answer.eventNumber);
  return [...(wrong ? [`is accepted and has ${own} effects`] : []), ...(answered ? [`was answered with event ${answer.eventNumber}, which is not its own`] : [])];
}

function judgeEntry({ verdict, stored, eventNumbers }: Told, command: StoredCommand | undefined, numbers: readonly number[]): string[] {
  if (verdict === 'refused') return numbers.length > 0 || command?.state === 'accepted' ? ['refused, and done all the same'] : [];
  if (verdict === 'unknown') return stored && !command ? ['answered 202, and nowhere stored'] : [];
  if (command?.state !== 'accepted') return [`accepted, and recorded as ${command?.state ?? 'nothing'}`];
  const foreign = [...eventNumbers].filter((n) => !numbers.includes(n));
  return [...(eventNumbers.size > 1 ? [`told several event numbers: ${[...eventNumbers].join(', ')}`] : []), ...(foreign.length > 0 ? [`told event ${foreign.join(', ')}, which is not its own`] : [])];
}
