import type { Command } from '#contracts/commands';
import type { RunEvent } from '#contracts/events';
import type { RunPreview } from '#contracts/view';
import { touches } from '#domain/fold/index';
import { carryOut } from './commands.ts';
import { Engine } from './engine.ts';
import type { RunState } from './state.ts';

/**
 * What a command would do if it came at its `receivedAt`: judged and carried out by the same code on a copy of the state, whose engine has
 * neither timers nor activities. Nothing of the run itself changes, its seeded random numbers included: verbs open no tasks by themselves,
 * so none is drawn. What process code would open next is not played; the step it would enter is.
 */
export function previewOf(state: RunState, command: Command): RunPreview {
  const copy = copied(state);
  const engine = new Engine(copy, () => command.receivedAt);
  const known = copy.run.lastEvent;
  const { run, tasks, meetings, pieces } = { ...copy, tasks: { ...copy.tasks }, meetings: { ...copy.meetings }, pieces: { ...copy.pieces } };
  const outcome = carryOut(engine, command);
  if (typeof outcome !== 'string') return { refusal: outcome, outcome: null, events: [], run, tasks: [], meetings: [], pieces: [] };
  if (copy.next !== null && !engine.closed) engine.enterStep();
  const events = copy.unsent.filter((event) => event.n > known);
  const touched = events.map(touches);
  return {
    refusal: null, outcome, events, run,
    tasks: named(tasks, touched.flatMap((of) => of.tasks)),
    meetings: named(meetings, [...touched.flatMap((of) => of.meetings), ...meetingsOf(tasks, events)]),
    pieces: Object.values(pieces),
  };
}

/** Rows, blocks and answers as JSON, as continue-as-new would carry them; definition and facts, which no verb changes in place, are shared. */
function copied({ definition, facts, ...rest }: RunState): RunState {
  return { ...(JSON.parse(JSON.stringify(rest)) as Omit<RunState, 'definition' | 'facts'>), definition, facts };
}

function named<T>(rows: Record<string, T>, ids: readonly string[]): T[] {
  return [...new Set(ids)].flatMap((id) => rows[id] ?? []);
}

/** Meetings that tasks of the events ask about, so that a notice can name them. */
function meetingsOf(tasks: RunState['tasks'], events: readonly RunEvent[]): string[] {
  return events.flatMap((event) => ('taskId' in event.data ? (tasks[event.data.taskId]?.subject.meetingId ?? []) : []));
}
