import { FAILURES } from '#contracts/failures';
import type { ChecklistItem, Task } from '#contracts/task';
import { openDelegation } from './part.ts';
import { forbid, holderOrManager, notSubmitted, refuse, type Refusal, type Rule } from './rule.ts';

const itemOf = (task: Task, key: string): ChecklistItem | undefined => task.checklist.find((item) => item.key === key);
const noItem = (): Refusal => refuse(FAILURES.invalid, 'no such checklist item', { field: 'item' });

/** Its owner ticks an item, or who stands above; one without an owner is whoever's who does the task. */
export const tick: Rule<'tickChecklist'> = (task, command, context) => {
  const { actor, asManager, args } = command;
  const item = itemOf(task, args.item);
  if (!item) return noItem();
  const refusal = notSubmitted(task) ?? othersItem(item, actor, asManager) ?? (item.owner === actor || openDelegation(task)?.to === actor ? null : holderOrManager(task, command, context));
  if (refusal) return refusal;
  return args.done && item.evidenceRequired && !args.evidence ? refuse(FAILURES.invalid, 'this item asks for evidence', { field: 'evidence', rule: 'evidence' }) : null;
};

const othersItem = ({ owner }: ChecklistItem, actor: string, asManager: boolean): Refusal | null =>
  owner && owner !== actor && !asManager ? forbid('the item has an owner', 'not-yours', owner) : null;

/** Gives an item to a person, or back to whoever has the task. */
export const assignItem: Rule<'assignItem'> = (task, command, context) => {
  const item = itemOf(task, command.args.item);
  if (!item) return noItem();
  const refusal = notSubmitted(task) ?? holderOrManager(task, command, context);
  if (refusal) return refusal;
  if (item.done) return refuse(FAILURES.invalid, 'the item is done', { field: 'item', rule: 'item-done' });
  return item.owner === command.args.owner ? refuse(FAILURES.invalid, 'it is theirs already', { field: 'owner' }) : null;
};

/** Completing waits for every mandatory item; each that is missing is named. */
export function missingItems(task: Task): Refusal | null {
  const fields = task.checklist.filter((item) => item.mandatory && !item.done).map(({ key }) => `checklist/${key}`);
  return fields[0] === undefined ? null : refuse(FAILURES.invalid, 'a mandatory checklist item is not done', { field: fields[0], fields, rule: 'checklist' });
}
