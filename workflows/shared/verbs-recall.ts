import type { Command } from '#contracts/commands';
import type { Cause } from '#contracts/events';
import type { Task } from '#contracts/task';
import { pauseClock, restartClock } from '#domain/clock/plan';
import { isHeld } from '#domain/run/pauses';
import { forbid, type Refusal } from '#domain/task/rule';
import { isTouched, judgeRecall, type Followers } from '#domain/task/rules-recall';
import type { Verb } from './commands.ts';
import type { Engine } from './engine.ts';
import type { BlockState } from './state.ts';

/** Judges taking back what one completed or handed in; a task of a step long left is no longer known to the run. */
export function judgeTakingBack(engine: Engine, command: Command<'recallTask'>): Refusal | null {
  const { state } = engine;
  const { taskId } = command.args;
  const task = state.tasks[taskId] ?? state.lastLeft?.tasks[taskId];
  if (!task) return forbid('the run has gone on', 'recall-too-late');
  return judgeRecall(task, command, { piece: state.pieces[task.subject.pieceId ?? ''] ?? null, followers: followersOf(engine, task) });
}

/** Once somebody has touched the step that followed, nothing of the one left last can be taken back: the run forgets it. */
export function forgetTouched(engine: Engine): void {
  const { state } = engine;
  if (!state.lastLeft) return;
  const { prefix } = engine.stepScope();
  if (Object.values(state.tasks).some((task) => task.block.startsWith(prefix) && isTouched(task))) state.lastLeft = null;
}

/** What opened after a task closed: later in its own step (of the same piece, where it is about one), and all of a step that followed. */
function followersOf(engine: Engine, task: Task): Followers {
  const { state } = engine;
  const { prefix } = engine.stepScope();
  const present = Object.values(state.tasks).filter((other) => other.block.startsWith(prefix));
  if (task.block.startsWith(prefix)) return { tasks: present.filter((other) => follows(other, task, state.blocks)), meetings: [] };
  const left = state.lastLeft?.tasks[task.id] ? state.lastLeft : null;
  if (!left) return { tasks: [], meetings: [] };
  const earlier = Object.values(left.tasks).filter((other) => follows(other, task, left.blocks));
  const meetings = Object.entries(state.blocks).flatMap(([key, block]) => (key.startsWith(prefix) ? (state.meetings[block.id] ?? []) : []));
  return { tasks: [...earlier, ...present], meetings };
}

function follows(other: Task, task: Task, blocks: Record<string, BlockState>): boolean {
  if (other.id === task.id || blocks[other.block]?.timed) return false;
  if (task.subject.pieceId && other.subject.pieceId && other.subject.pieceId !== task.subject.pieceId) return false;
  const [opened, closed] = [blocks[other.block]?.opened, blocks[task.block]?.closed];
  return opened !== undefined && closed !== undefined ? opened > closed : other.openedAt >= (task.closedAt ?? Infinity);
}

/** Taking back 撤回: what one handed in, or completed as long as nobody has touched what followed. */
export const RECALL_VERBS = {
  recallTask: ((engine, { args, actor, receivedAt }, cause) => {
    const { taskId, reason } = args;
    const { state } = engine;
    if (state.tasks[taskId]?.closedAt === null) {
      engine.recorder.emit('SubmissionWithdrawn', { taskId, by: actor, reason }, cause);
      return 'recalled';
    }
    if (state.lastLeft?.tasks[taskId]) engine.recallStep(actor, reason, cause);
    const task = state.tasks[taskId];
    if (!task) throw new Error(`task ${taskId} has left the run`);
    cancelFollowers(engine, task, reason, cause);
    engine.recorder.emit('TaskRecalled', { taskId, by: actor, reason, clock: goingOn(engine, task, receivedAt) }, cause);
    if (task.block.startsWith(engine.stepScope().prefix)) engine.reenter();
    return 'recalled';
  }) satisfies Verb<'recallTask'>,
};

/** What followed untouched is cancelled and its block forgotten: it opens anew when its turn comes again. */
function cancelFollowers(engine: Engine, task: Task, reason: string, cause: Cause): void {
  const { blocks } = engine.state;
  for (const follower of followersOf(engine, task).tasks) {
    if (follower.closedAt === null) engine.recorder.emit('TaskCancelled', { taskId: follower.id, reason }, cause);
    if (blocks[follower.block]?.id === follower.id) delete blocks[follower.block];
  }
  // What the task was part of is no longer through, a check whose rework it is for one.
  const around = Object.keys(blocks).filter((key) => key.endsWith('/settled') && task.block.startsWith(key.slice(0, -'settled'.length)));
  for (const key of around) delete blocks[key];
}

function goingOn(engine: Engine, task: Task, at: number): Task['clock'] {
  if (!task.clock) return null;
  const calendar = engine.facts.calendarFor(task.clock.calendarId);
  const clock = restartClock(task.clock, calendar, at);
  return isHeld({ ...task, clock }, engine.state.run) ? pauseClock(clock, calendar, at, task.pause !== null) : clock;
}
