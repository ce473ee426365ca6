import type { CalendarSlice } from './calendar.ts';
import type { Severity } from './clock.ts';
import type { Duration } from './duration.ts';
import type { Meeting } from './meeting.ts';
import type { ProcessDefinition } from './process.ts';
import type { Defect, Evidence, ReturnThen, SignDecision, SignMode } from './task.ts';
import type { Json } from './text.ts';

/** Arguments by command. The name is also the Temporal Update's name. Texts are documents; only what steers the run travels. */
export interface CommandArgs {
  claimTask: { taskId: string };
  releaseTask: { taskId: string };
  transferTask: { taskId: string; to: string; reason: string };
  /** `evidence` is absent in commands of releases before it. */
  tickChecklist: { taskId: string; item: string; done: boolean; evidence?: Evidence | null };
  /** `owner` null gives the item back to whoever has the task. */
  assignItem: { taskId: string; item: string; owner: string | null };
  nudgeTask: { taskId: string };
  acknowledgeTask: { taskId: string };
  completeTask: { taskId: string; documentId: string | null; outcome: Record<string, Json> };
  /** `then`: once that step is done the run comes by in order (the default), or straight back to here. */
  returnTask: { taskId: string; toStep: string; reason: string; then?: ReturnThen };
  /** Whoever completed or handed in a task takes it back, while nobody has touched what followed. */
  recallTask: { taskId: string; reason: string };
  /** The task of somebody away goes to whoever stands in; only the coordinator of their absence sends it. */
  coverTask: { taskId: string; for: string; to: string; absenceId: string };
  /** And back once the absence is over. `from` is who had it, as the coordinator saw it. */
  uncoverTask: { taskId: string; for: string; from: string; absenceId: string };
  /** The holder asks `to` to do it and gets it back with the answers. */
  delegateTask: { taskId: string; to: string; reason: string };
  /** Taken back by whoever delegated, or given back without answers. */
  undelegateTask: { taskId: string; reason: string };
  /** `mode` null keeps the present one; `all` where there is none. */
  addSigners: { taskId: string; people: string[]; mode: SignMode | null; ratio: number | null; reason: string };
  removeSigner: { taskId: string; person: string; reason: string };
  /** A rejection says why. */
  signTask: { taskId: string; decision: SignDecision; reason: string | null };
  changeTaskDue: { taskId: string; dueAt: number; reason: string };
  recordAttendance: { meetingId: string; attendance: Meeting['attendance'] };
  recordMinutes: { meetingId: string; documentId: string };
  recordDecision: { meetingId: string; decision: string; documentId: string | null; outcome: Record<string, Json> };
  pauseRun: { reason: string };
  resumeRun: { reason: string };
  cancelRun: { reason: string };
  skipStep: { reason: string };
  changeRunSeverity: { severity: Severity | null; reason: string };
  changeTaskSeverity: { taskId: string; severity: Severity | null; reason: string };
  /** A calendar changed: open clocks, meetings not yet held and waivers are counted again. */
  replanRun: CalendarChange;
  pauseTask: { taskId: string; reason: string };
  resumeTask: { taskId: string; reason: string };
  skipTask: { taskId: string; reason: string };
  pauseStep: { reason: string };
  resumeStep: { reason: string };
  /** Enters a step again; null means the one under way. */
  repeatStep: { step: string | null; reason: string };
  /** Moves due times and meetings by a length of time; null means all that are open. */
  shiftDates: Shift & { taskIds: string[] | null; meetingIds: string[] | null; reason: string };
  /** Hands everything open that `from` has or could claim to `to`. */
  reassignPerson: { from: string; to: string; reason: string };
  /** Moves the run to another version of its playbook, compiled with its settings; `steps` says where a step that is no more goes. */
  moveRun: { definition: ProcessDefinition; steps: Record<string, string>; reason: string };
}
/** Calendars in the version to count by, by id, and people whose clocks change over to another calendar (a first layer of theirs). */
export interface CalendarChange {
  slices: Record<string, CalendarSlice>;
  people: Record<string, string>;
  reason: string;
}
/** A move of a date, counted on its calendar. */
export interface Shift {
  duration: Duration;
  direction: 'later' | 'earlier';
}
export type CommandName = keyof CommandArgs;
export const COMMAND_NAMES = [
  'claimTask', 'releaseTask', 'transferTask', 'tickChecklist', 'acknowledgeTask', 'completeTask', 'returnTask', 'coverTask', 'uncoverTask', 'changeTaskDue', 'recordAttendance', 'recordMinutes', 'recordDecision', 'pauseRun', 'resumeRun', 'cancelRun', 'skipStep', 'replanRun',
  'pauseTask', 'resumeTask', 'skipTask', 'pauseStep', 'resumeStep', 'repeatStep', 'shiftDates', 'reassignPerson', 'moveRun',
  'delegateTask', 'undelegateTask', 'addSigners', 'removeSigner', 'signTask',
  'assignItem', 'nudgeTask', 'recallTask',
  'changeRunSeverity', 'changeTaskSeverity',
] as const satisfies readonly CommandName[];
/** Commands that act on the run and name the run's version; task commands name the task's, meeting commands the meeting's. */
export const RUN_COMMANDS: readonly CommandName[] = ['pauseRun', 'resumeRun', 'cancelRun', 'skipStep', 'replanRun', 'pauseStep', 'resumeStep', 'repeatStep', 'shiftDates', 'reassignPerson', 'moveRun', 'changeRunSeverity'];

/** The one argument of every Update. `receivedAt` (epoch ms) is when the API got it: clocks judge it by that. */
export interface Command<N extends CommandName = CommandName> {
  id: string;
  name: N;
  actor: string;
  /** True when the API found the actor to stand above the task: a manager of this run, an admin, or for verbs that move work the lead of its people. Rules on own work still hold. */
  asManager: boolean;
  receivedAt: number;
  /** Version of the task, meeting or run that the actor saw; null when they named none. */
  seenVersion: number | null;
  bodyHash: string;
  args: CommandArgs[N];
}

/** What a run keeps of a command and answers again for the same id: at most 300 bytes. */
export interface CommandAnswer {
  id: string;
  /** Number of the last event this command caused; readable once the run's `lastEvent` reaches it. */
  eventNumber: number;
  /** Version of the target after the command. */
  version: number;
  outcome: string;
  bodyHash: string;
}
export const REMEMBERED_COMMANDS = 200;

/** The id of a retrospective's action in an outcome. `due` is an ISO date or epoch ms. */
export interface ActionItem {
  title: string;
  owner: string;
  due: number;
}
export type { Defect };
