import type { Command, CommandName } from '#contracts/commands';
import { FAILURES, type FailureDetail, type FailureType } from '#contracts/failures';
import type { Piece } from '#contracts/piece';
import type { Task } from '#contracts/task';

/** Why a run refuses a command. */
export interface Refusal {
  type: FailureType;
  message: string;
  detail: FailureDetail;
}
const refuse = (type: FailureType, message: string, detail: FailureDetail = {}): Refusal => ({ type, message, detail });

export interface TaskRuleContext {
  /** The piece that the task is about, for the rules on own work. */
  piece: Piece | null;
  /** Steps of the process in order. */
  steps: string[];
}
type Rule<N extends CommandName> = (task: Task, command: Command<N>, context: TaskRuleContext) => Refusal | null;

/** Rules that hold for every verb: the task is open, and the actor saw its current version. */
export function openAndCurrent(task: Task, command: Command): Refusal | null {
  if (task.closedAt !== null) return refuse(FAILURES.closed, `the task is ${task.state}`, { by: task.closedBy, at: task.closedAt, state: task.state });
  if (command.seenVersion !== null && command.seenVersion !== task.version) return refuse(FAILURES.stale, 'the task has changed since it was read', { version: task.version });
  return null;
}

/** Nobody approves their own work, and the three checks of a piece are by three people (handbook 4.3). */
export function judgesOwnWork(task: Task, person: string, piece: Piece | null): boolean {
  if (task.excluded.includes(person)) return true;
  return barredByPiece(task, piece).includes(person);
}

/** Who may not check this piece at this level: its authors, and who checked it at another one. Nobody for a task that is no check. */
export function barredByPiece(task: Task, piece: Pick<Piece, 'authors' | 'checks'> | null): string[] {
  const level = task.subject.check;
  if (!level || !piece) return [];
  return [...piece.authors, ...piece.checks.filter((check) => check.level !== level).map(({ by }) => by)];
}

/** Whoever is away still holds their task when they look in: what is covered stays theirs. */
const holds = (task: Task, person: string): boolean => task.assignee === person || task.cover?.for === person || (task.assignee === null && task.candidates.includes(person));
const holder: Rule<CommandName> = (task, { actor }, { piece }) => {
  if (!holds(task, actor)) return refuse(FAILURES.forbidden, 'the task is not yours', { rule: 'not-yours', by: task.assignee });
  return judgesOwnWork(task, actor, piece) ? refuse(FAILURES.forbidden, 'nobody approves their own work', { rule: 'own-work' }) : null;
};
const holderOrManager: Rule<CommandName> = (task, command, context) => (command.asManager ? null : holder(task, command, context));

const claim: Rule<'claimTask'> = (task, { actor }, { piece }) => {
  if (task.assignee !== null) return refuse(FAILURES.forbidden, 'the task is already taken', { rule: 'already-claimed', by: task.assignee });
  if (!task.candidates.includes(actor)) return refuse(FAILURES.forbidden, 'the task is not offered to you', { rule: 'not-yours' });
  return judgesOwnWork(task, actor, piece) ? refuse(FAILURES.forbidden, 'nobody approves their own work', { rule: 'own-work' }) : null;
};
const release: Rule<'releaseTask'> = (task, command) => {
  if (task.assignee === null) return refuse(FAILURES.forbidden, 'nobody has claimed the task', { rule: 'not-claimed' });
  if (task.candidates.length === 0) return refuse(FAILURES.forbidden, 'nobody else could take it: transfer it instead', { rule: 'sole-holder' });
  return task.assignee === command.actor || command.asManager ? null : refuse(FAILURES.forbidden, 'the task is not yours', { rule: 'not-yours', by: task.assignee });
};
const transfer: Rule<'transferTask'> = (task, command, context) => {
  const refusal = holderOrManager(task, command, context);
  if (refusal && refusal.detail.rule !== 'own-work') return refusal;
  if (judgesOwnWork(task, command.args.to, context.piece)) return refuse(FAILURES.invalid, 'this person would judge their own work', { field: 'to', rule: 'own-work' });
  return command.args.to === task.assignee ? refuse(FAILURES.invalid, 'this person has it already', { field: 'to' }) : null;
};
const tick: Rule<'tickChecklist'> = (task, command, context) => {
  if (!task.checklist.some((item) => item.key === command.args.item)) return refuse(FAILURES.invalid, 'no such checklist item', { field: 'item' });
  return holderOrManager(task, command, context);
};
const complete: Rule<'completeTask'> = (task, command, context) => {
  const refusal = holder(task, command, context);
  if (refusal) return refusal;
  const missing = task.checklist.find((item) => item.mandatory && !item.done);
  return missing ? refuse(FAILURES.invalid, 'a mandatory checklist item is not done', { field: `checklist/${missing.key}`, rule: 'checklist' }) : null;
};
const sendBack: Rule<'returnTask'> = (task, command, context) => {
  const target = context.steps.indexOf(command.args.toStep);
  if (target < 0 || target >= context.steps.indexOf(task.step)) return refuse(FAILURES.invalid, 'not an earlier step of this run', { field: 'toStep' });
  return holder(task, command, context);
};
/** Somebody away can only be stood in for on what is theirs, or was covered for this absence already. */
const cover: Rule<'coverTask'> = (task, { args }, { piece }) => {
  const theirs = task.cover === null ? holds(task, args.for) : task.cover.absenceId === args.absenceId;
  if (!theirs) return refuse(FAILURES.forbidden, 'the task is not theirs any more', { rule: 'not-theirs', by: task.assignee });
  return judgesOwnWork(task, args.to, piece) ? refuse(FAILURES.invalid, 'this person would judge their own work', { field: 'to', rule: 'own-work' }) : null;
};
const uncover: Rule<'uncoverTask'> = (task, { args }) => (task.cover?.absenceId === args.absenceId ? null : refuse(FAILURES.forbidden, 'nobody stands in for them here', { rule: 'not-covered', by: task.assignee }));
const changeDue: Rule<'changeTaskDue'> = (task, command) => {
  if (!task.clock) return refuse(FAILURES.forbidden, 'the task has no clock', { rule: 'no-clock' });
  return command.args.dueAt <= command.receivedAt ? refuse(FAILURES.invalid, 'the due time must lie ahead', { field: 'dueAt' }) : null;
};
const pause: Rule<'pauseTask'> = (task) => (task.pause ? refuse(FAILURES.forbidden, 'already paused', { rule: 'already-paused', by: task.pause.by, at: task.pause.at }) : null);
const resume: Rule<'resumeTask'> = (task) => (task.pause ? null : refuse(FAILURES.forbidden, 'the task is not paused', { rule: 'not-paused' }));

const RULES: { [N in CommandName]?: Rule<N> } = {
  claimTask: claim,
  releaseTask: release,
  transferTask: transfer,
  tickChecklist: tick,
  completeTask: complete,
  returnTask: sendBack,
  coverTask: cover,
  uncoverTask: uncover,
  changeTaskDue: changeDue,
  pauseTask: pause,
  resumeTask: resume,
};

/** Judges a command on a task by the run's own state; null when it may go ahead. */
export function judgeTaskCommand<N extends CommandName>(task: Task, command: Command<N>, context: TaskRuleContext): Refusal | null {
  return openAndCurrent(task, command) ?? (RULES[command.name] as Rule<N> | undefined)?.(task, command, context) ?? null;
}
