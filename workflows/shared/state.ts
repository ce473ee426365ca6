import type { CommandAnswer } from '#contracts/commands';
import type { RunEvent } from '#contracts/events';
import type { Meeting } from '#contracts/meeting';
import type { Piece } from '#contracts/piece';
import type { ProcessDefinition, RunFacts, RunInput } from '#contracts/process';
import type { Run } from '#contracts/run';
import type { Task } from '#contracts/task';
import type { Json } from '#contracts/text';
import type { RunView } from '#contracts/view';
import { withTaskDefaults } from '#domain/task/defaults';

/** What a block has become: the id of what it opened, and its result once done. Keyed by step, visit and block. */
export interface BlockState {
  id: string;
  done: boolean;
  result: Json;
  /** Numbers of the events that opened and closed its task; absent in blocks of releases before this, and while open. */
  opened?: number;
  closed?: number;
  /** Opened by the clock, not by what was done before. */
  timed?: boolean;
}

/** A step that was left, with what was finished in it: the run may go back into this very visit. */
export interface LeftStep {
  step: string;
  visit: number;
  enteredAt: number;
  blocks: Record<string, BlockState>;
  tasks: Record<string, Task>;
}

/** Work sent back to an earlier step (`to`) that is to come straight back, to the block and person it came from. */
export interface StraightBack {
  to: string;
  block: string;
  person: string;
  left: LeftStep;
}

/** A meeting series that goes on beside the steps of a turn. */
export interface SeriesState {
  occurrence: number;
  active: boolean;
  /** The series ends with the first occurrence that starts at or after this instant (epoch ms); null while it is to go on. */
  lastFrom: number | null;
  /** Outcome of the latest occurrence held. */
  outcome: Record<string, Json> | null;
}

/** A gate that was waived: asks again once the waiver has run out. */
export interface WaiverState {
  gate: string;
  by: string;
  until: number;
  /** The last day it holds, as its author named it; absent in waivers of releases before this. */
  date?: string;
  /** How often the gate has asked, so that each asking has a block of its own. */
  round: number;
}

/** Everything a run knows, as plain JSON: what continue-as-new carries. Under 500 kB. */
export interface RunState {
  definition: ProcessDefinition;
  /** The playbook's input without settings. */
  input: Record<string, Json>;
  run: Run;
  tasks: Record<string, Task>;
  meetings: Record<string, Meeting>;
  pieces: Record<string, Piece>;
  blocks: Record<string, BlockState>;
  series: Record<string, SeriesState>;
  waivers: WaiverState[];
  /** Gates that ask again beside the steps, by their round. */
  reopened: Array<{ gate: string; round: number }>;
  /** Who last completed the task of each key (assignment `stepActor`). */
  actors: Record<string, string>;
  /** The step left last, until somebody touches what followed: then nothing of it can be taken back. */
  lastLeft: LeftStep | null;
  /** What is to come straight back once the step it was sent to is done; the latest last. */
  returns: StraightBack[];
  /** By which of them the present step was entered. */
  resumed: StraightBack | null;
  /** How often each step has been entered; raised at every new entry, kept by continue-as-new. */
  visits: Record<string, number>;
  /** The step to enter next; null while one is under way. */
  next: string | null;
  /** Epoch ms at which the present step was entered. */
  enteredAt: number;
  facts: RunFacts;
  /** Events that are not yet known to be recorded, the batch in flight included. */
  unsent: RunEvent[];
  answers: CommandAnswer[];
}

/** What a workflow is started or continued with. */
export type ProcessInput = RunInput | { carried: RunState };

/** The run's row before anything has happened. */
export function newRun(input: RunInput): Run {
  const { definition } = input;
  return {
    id: input.runId, parentId: input.parentId, rootId: input.rootId,
    playbook: { slug: definition.slug, version: definition.version }, process: definition.process,
    title: input.title, state: 'running', managerId: input.managerId, startedBy: input.startedBy, startedAt: input.requestedAt,
    closedAt: null, outcome: null, step: null, stepTitle: null, visit: 0, turn: 1,
    contentType: typeof input.input['contentType'] === 'string' ? input.input['contentType'] : null,
    pause: null, stepPause: null, severity: input.severity ?? null, version: 1, lastEvent: 0, input: input.input, settings: definition.settings,
  };
}

export function newState(input: RunInput): RunState {
  const first = input.definition.steps[0];
  return {
    definition: input.definition, input: input.input, run: newRun(input), tasks: {}, meetings: {}, pieces: {}, blocks: {}, series: {}, waivers: [], reopened: [],
    actors: {}, lastLeft: null, returns: [], resumed: null, visits: {}, next: first?.key ?? null, enteredAt: 0, facts: input.facts, unsent: [], answers: [],
  };
}

/** A state that an earlier release carried over, as this one knows it. */
export function upgraded(carried: RunState): RunState {
  const tasks = Object.fromEntries(Object.entries(carried.tasks).map(([id, task]) => [id, withTaskDefaults(task)]));
  const { directory } = carried.facts;
  return { ...carried, run: { ...carried.run, stepPause: carried.run.stepPause ?? null, severity: carried.run.severity ?? null }, tasks, actors: carried.actors ?? {}, lastLeft: carried.lastLeft ?? null, returns: carried.returns ?? [], resumed: carried.resumed ?? null, facts: { ...carried.facts, directory: { ...directory, people: directory.people ?? {} } } };
}

/** People whom the start named for a role. */
export const pinnedOf = (state: RunState): Record<string, string> => (state.input['people'] ?? {}) as Record<string, string>;

/** The run's own rows, for the `view` query. */
export const viewOf = (state: RunState): RunView => ({
  run: state.run,
  tasks: Object.values(state.tasks),
  meetings: Object.values(state.meetings),
  pieces: Object.values(state.pieces),
  answers: state.answers,
  unsent: state.unsent.length,
});
