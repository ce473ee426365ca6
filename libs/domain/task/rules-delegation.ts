import { FAILURES } from '#contracts/failures';
import { openDelegation } from './part.ts';
import { forbid, holderOrManager, holds, notDelegated, notSubmitted, refuse, unfit, type Rule } from './rule.ts';

/** Delegate-and-return 委派: one at a time, and not of what was delegated to oneself. */
export const delegate: Rule<'delegateTask'> = (task, command, context) => {
  const refusal = notSubmitted(task) ?? notDelegated(task) ?? holderOrManager(task, command, context);
  if (refusal) return refusal;
  if (task.assignee === null && !holds(task, command.actor)) return forbid('nobody has claimed it, so there is nobody to return it to: transfer it instead', 'not-claimed');
  const { to } = command.args;
  if (to === (task.assignee ?? command.actor)) return refuse(FAILURES.invalid, 'this person has it already', { field: 'to' });
  return unfit(task, to, context, 'to');
};

/** Either side ends it, or a manager. */
export const undelegate: Rule<'undelegateTask'> = (task, command) => {
  const delegated = openDelegation(task);
  if (!delegated) return forbid('it is not delegated', 'not-delegated');
  return command.asManager || [delegated.to, task.assignee].includes(command.actor) ? null : forbid('the task is not yours', 'not-yours', task.assignee);
};
