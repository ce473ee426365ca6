import type { Command, CommandName } from '#contracts/commands';
import { FAILURES } from '#contracts/failures';
import type { Task } from '#contracts/task';
import { openDelegation } from './part.ts';
import { assignItem, missingItems, tick } from './rules-checklist.ts';
import { delegate, undelegate } from './rules-delegation.ts';
import { nudge } from './rules-nudge.ts';
import { addSigners, removeSigner, sign } from './rules-signing.ts';
import { forbid, holder, holderOrManager, holds, judgesOwnWork, notDelegated, notSubmitted, openAndCurrent, ownWork, refuse, unfit, type Refusal, type Rule, type TaskRuleContext } from './rule.ts';

export { barredByPiece, judgesOwnWork, openAndCurrent, type Refusal, type TaskRuleContext } from './rule.ts';

const claim: Rule<'claimTask'> = (task, { actor }, { piece }) => {
  if (task.assignee !== null) return forbid('the task is already taken', 'already-claimed', task.assignee);
  if (!task.candidates.includes(actor)) return refuse(FAILURES.forbidden, 'the task is not offered to you', { rule: 'not-yours' });
  return judgesOwnWork(task, actor, piece) ? ownWork() : null;
};
const release: Rule<'releaseTask'> = (task, command) => {
  if (task.assignee === null) return refuse(FAILURES.forbidden, 'nobody has claimed the task', { rule: 'not-claimed' });
  if (task.candidates.length === 0) return refuse(FAILURES.forbidden, 'nobody else could take it: transfer it instead', { rule: 'sole-holder' });
  if (task.assignee !== command.actor && !command.asManager) return forbid('the task is not yours', 'not-yours', task.assignee);
  return notSubmitted(task) ?? notDelegated(task);
};
/** Ends a delegation: the new holder has it to themselves. */
const transfer: Rule<'transferTask'> = (task, command, context) => {
  const refusal = holderOrManager(task, command, context);
  if (refusal && refusal.detail.rule !== 'own-work') return refusal;
  return notSubmitted(task) ?? unfit(task, command.args.to, context, 'to') ?? (command.args.to === task.assignee ? refuse(FAILURES.invalid, 'this person has it already', { field: 'to' }) : null);
};
/** The delegate's completion hands the work back: what is still to tick is the holder's affair. */
const complete: Rule<'completeTask'> = (task, command, context) => {
  const delegated = openDelegation(task);
  if (delegated?.to === command.actor) return judgesOwnWork(task, command.actor, context.piece) ? ownWork() : null;
  const refusal = holder(task, command, context) ?? notSubmitted(task) ?? notDelegated(task);
  if (refusal) return refusal;
  if (task.signing?.signers.some(({ person, by }) => person === command.actor && by !== null)) return forbid('you are to sign it, so somebody else does it', 'own-signature');
  return missingItems(task);
};
const sendBack: Rule<'returnTask'> = (task, command, context) => {
  const target = context.steps.indexOf(command.args.toStep);
  const own = context.steps.indexOf(task.step);
  // Whoever signs a step off may also have it done again.
  const again = target === own && task.subject.signOff === true;
  if (target < 0 || (target >= own && !again)) return refuse(FAILURES.invalid, 'not an earlier step of this run', { field: 'toStep' });
  return holder(task, command, context) ?? notSubmitted(task) ?? notDelegated(task);
};
/** Somebody away can only be stood in for on what is theirs, or was covered for this absence already. */
const cover: Rule<'coverTask'> = (task, { args }, context) => {
  const theirs = task.cover === null ? holds(task, args.for) : task.cover.absenceId === args.absenceId;
  if (!theirs) return refuse(FAILURES.forbidden, 'the task is not theirs any more', { rule: 'not-theirs', by: task.assignee });
  return unfit(task, args.to, context, 'to');
};
const uncover: Rule<'uncoverTask'> = (task, { args }) => (task.cover?.absenceId === args.absenceId ? null : refuse(FAILURES.forbidden, 'nobody stands in for them here', { rule: 'not-covered', by: task.assignee }));
const changeDue: Rule<'changeTaskDue'> = (task, command) => {
  if (!task.clock) return refuse(FAILURES.forbidden, 'the task has no clock', { rule: 'no-clock' });
  return command.args.dueAt <= command.receivedAt ? refuse(FAILURES.invalid, 'the due time must lie ahead', { field: 'dueAt' }) : null;
};
const pause: Rule<'pauseTask'> = (task) => (task.pause ? refuse(FAILURES.forbidden, 'already paused', { rule: 'already-paused', by: task.pause.by, at: task.pause.at }) : null);
const resume: Rule<'resumeTask'> = (task) => (task.pause ? null : refuse(FAILURES.forbidden, 'the task is not paused', { rule: 'not-paused' }));

const changeTaskSeverity: Rule<'changeTaskSeverity'> = (task) => (task.clock ? null : refuse(FAILURES.forbidden, 'the task has no clock', { rule: 'no-clock' }));

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
  delegateTask: delegate,
  undelegateTask: undelegate,
  addSigners,
  removeSigner,
  signTask: sign,
  assignItem,
  nudgeTask: nudge,
  changeTaskSeverity,
};

/** Judges a command on a task by the run's own state; null when it may go ahead. */
export function judgeTaskCommand<N extends CommandName>(task: Task, command: Command<N>, context: TaskRuleContext): Refusal | null {
  return openAndCurrent(task, command) ?? (RULES[command.name] as Rule<N> | undefined)?.(task, command, context) ?? null;
}
