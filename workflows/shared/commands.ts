import { ApplicationFailure, defineUpdate, setHandler } from '@temporalio/workflow';
import { COMMAND_NAMES, REMEMBERED_COMMANDS, RUN_COMMANDS, type Command, type CommandAnswer, type CommandName } from '#contracts/commands';
import type { Cause } from '#contracts/events';
import { FAILURES } from '#contracts/failures';
import { judgeMeetingCommand } from '#domain/meeting/rules';
import { judgeRunCommand } from '#domain/run/rules';
import { judgeSkip } from '#domain/task/skip';
import { judgeTaskCommand, type Refusal } from '#domain/task/rules';
import { judgeOutcome } from '#domain/task/outcome';
import type { Engine } from './engine.ts';
import { CALENDAR_VERBS } from './verbs-calendar.ts';
import { HELP_VERBS } from './verbs-help.ts';
import { MEETING_VERBS } from './verbs-meeting.ts';
import { CONTROL_VERBS, judgeControl } from './verbs-controls.ts';
import { judgeMove, MOVE_VERBS } from './verbs-move.ts';
import { forgetTouched, judgeTakingBack, RECALL_VERBS } from './verbs-recall.ts';
import { RUN_VERBS } from './verbs-run.ts';
import { SEVERITY_VERBS } from './verbs-severity.ts';
import { TASK_VERBS } from './verbs-task.ts';

/** What a verb does once nothing speaks against it. Synchronous: it changes state through events and returns the outcome in a word. */
export type Verb<N extends CommandName> = (engine: Engine, command: Command<N>, cause: Cause) => string;
const VERBS: { [N in CommandName]: Verb<N> } = {
  ...TASK_VERBS,
  ...HELP_VERBS,
  ...MEETING_VERBS,
  ...RUN_VERBS,
  ...SEVERITY_VERBS,
  ...CALENDAR_VERBS,
  ...CONTROL_VERBS,
  ...MOVE_VERBS,
  ...RECALL_VERBS,
};

/** Serves every command as an Update of the same name (architecture.md, Commands). */
export function serveCommands(engine: Engine): void {
  for (const name of COMMAND_NAMES) {
    setHandler(defineUpdate<CommandAnswer, [Command]>(name), (command) => handle(engine, command), { validator: (command) => validate(engine, command) });
  }
}

const known = (engine: Engine, id: string): CommandAnswer | undefined => engine.state.answers.find((answer) => answer.id === id);

/** A known id passes, so that a repeat gets its answer whatever has changed since; only then do version and rules speak. */
function validate(engine: Engine, command: Command): void {
  if (known(engine, command.id)) return;
  const refusal = judge(engine, command);
  if (refusal) throw failureOf(refusal);
}

const failureOf = ({ type, message, detail }: Refusal): ApplicationFailure => ApplicationFailure.create({ type, message, nonRetryable: true, details: [detail] });

function handle(engine: Engine, command: Command): CommandAnswer {
  engine.commandsHandled += 1;
  const earlier = known(engine, command.id);
  if (earlier) return earlier;
  const outcome = carryOut(engine, command);
  if (typeof outcome !== 'string') throw failureOf(outcome);
  const answer = { id: command.id, eventNumber: engine.state.run.lastEvent, version: versionOf(engine, command), outcome, bodyHash: command.bodyHash };
  engine.state.answers = [...engine.state.answers, answer].slice(-REMEMBERED_COMMANDS);
  return answer;
}

/**
 * Does what the command asks and answers the outcome in a word. What fell due before it came is recorded first, and may have closed its task
 * (a request that lapsed): so it is judged again, and a refusal does nothing.
 */
export function carryOut(engine: Engine, command: Command): string | Refusal {
  engine.agenda.fireUntil(Math.min(command.receivedAt, engine.now()));
  const refusal = judge(engine, command);
  if (refusal) return refusal;
  const outcome = (VERBS[command.name] as Verb<CommandName>)(engine, command, { kind: 'command', id: command.id, actor: command.actor });
  forgetTouched(engine);
  return outcome;
}

/** Why the run refuses the command as things are; null when it may go ahead. */
function judge(engine: Engine, command: Command): Refusal | null {
  const { run, tasks, meetings, pieces, definition } = engine.state;
  if (run.closedAt !== null) return { type: FAILURES.closed, message: `the run is ${run.state}`, detail: { at: run.closedAt, state: run.state } };
  if (RUN_COMMANDS.includes(command.name)) return judgeRunCommand(run, command) ?? judgeControl(engine, command) ?? judgeMove(engine, command);
  if (command.name === 'recallTask') return judgeTakingBack(engine, command as Command<'recallTask'>);
  if ('meetingId' in command.args) {
    const meeting = meetings[command.args.meetingId];
    if (!meeting) return { type: FAILURES.unknown, message: 'no such meeting in this run', detail: { field: 'meetingId' } };
    return judgeMeetingCommand(meeting, command, tasks[meeting.taskId] ?? null) ?? ('outcome' in command.args ? judgeOutcome(null, command.args.outcome, engine.outcomeContext()) : null);
  }
  const task = 'taskId' in command.args ? tasks[command.args.taskId] : undefined;
  if (!task) return { type: FAILURES.unknown, message: 'no such open task in this run', detail: { field: 'taskId' } };
  const piece = task.subject.pieceId ? (pieces[task.subject.pieceId] ?? null) : null;
  const refusal = judgeSkip(task, command, definition.tasks[task.key]?.skip) ?? judgeTaskCommand(task, command, { piece, steps: definition.steps.map((step) => step.key), startedBy: run.startedBy, nudging: engine.nudging(task) });
  return refusal ?? ('outcome' in command.args ? judgeOutcome(task, command.args.outcome, engine.outcomeContext()) : null);
}

function versionOf(engine: Engine, { args }: Command): number {
  if ('taskId' in args) return engine.state.tasks[args.taskId]?.version ?? 0;
  if ('meetingId' in args) return engine.state.meetings[args.meetingId]?.version ?? 0;
  return engine.state.run.version;
}
