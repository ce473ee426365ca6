import type { Cause } from '#contracts/events';
import { openDelegation } from '#domain/task/part';
import { signingVerdict, withoutSigner, withSigners } from '#domain/task/signing';
import type { Verb } from './commands.ts';
import type { Engine } from './engine.ts';
import { finish, taskOf } from './verbs-task.ts';

/** Verbs by which others help with a task, or press it. */
export const HELP_VERBS = {
  delegateTask: ((engine, { args, actor, receivedAt }, cause) => {
    const { taskId, to, reason } = args;
    const assignee = taskOf(engine, taskId).assignee ?? actor;
    engine.recorder.emit('TaskDelegated', { taskId, by: actor, assignee, delegation: { by: assignee, to, at: receivedAt, reason, handedBack: null } }, cause);
    return 'delegated';
  }) satisfies Verb<'delegateTask'>,
  undelegateTask: ((engine, { args, actor }, cause) => {
    const { taskId, reason } = args;
    engine.recorder.emit('DelegationEnded', { taskId, by: actor, to: openDelegation(taskOf(engine, taskId))?.to ?? '', reason }, cause);
    return 'undelegated';
  }) satisfies Verb<'undelegateTask'>,
  addSigners: ((engine, { args, actor, receivedAt }, cause) => {
    const { taskId, people, mode, ratio, reason } = args;
    const signing = withSigners(taskOf(engine, taskId).signing, people, { by: actor, at: receivedAt, mode, ratio });
    engine.recorder.emit('SignersChanged', { taskId, by: actor, added: people, removed: [], reason, signing }, cause);
    settle(engine, taskId, { by: actor, reason, receivedAt }, cause);
    return 'signers-changed';
  }) satisfies Verb<'addSigners'>,
  removeSigner: ((engine, { args, actor, receivedAt }, cause) => {
    const { taskId, person, reason } = args;
    const present = taskOf(engine, taskId).signing;
    engine.recorder.emit('SignersChanged', { taskId, by: actor, added: [], removed: [person], reason, signing: present && withoutSigner(present, person) }, cause);
    settle(engine, taskId, { by: actor, reason, receivedAt }, cause);
    return 'signers-changed';
  }) satisfies Verb<'removeSigner'>,
  signTask: ((engine, { args, actor, receivedAt }, cause) => {
    const { taskId, decision, reason } = args;
    engine.recorder.emit('TaskSigned', { taskId, by: actor, decision, reason }, cause);
    settle(engine, taskId, { by: actor, reason: reason ?? '', receivedAt }, cause);
    return 'signed';
  }) satisfies Verb<'signTask'>,
  assignItem: ((engine, { args, actor }, cause) => {
    engine.recorder.emit('ItemAssigned', { ...args, by: actor }, cause);
    return 'assigned';
  }) satisfies Verb<'assignItem'>,
  nudgeTask: ((engine, { args, actor, receivedAt }, cause) => {
    const { nudged } = taskOf(engine, args.taskId);
    engine.recorder.emit('TaskNudged', { taskId: args.taskId, by: actor, at: receivedAt, count: (nudged?.count ?? 0) + 1 }, cause);
    return 'nudged';
  }) satisfies Verb<'nudgeTask'>,
};

/** Once enough have approved the task is completed in the name of who handed it in; once that has become impossible it goes back to them. */
function settle(engine: Engine, taskId: string, { by, reason, receivedAt }: { by: string; reason: string; receivedAt: number }, cause: Cause): void {
  const { signing } = taskOf(engine, taskId);
  if (!signing?.submitted) return;
  const verdict = signingVerdict(signing);
  const { documentId, outcome } = signing.submitted;
  if (verdict === 'approved') finish(engine, { taskId, by: signing.submitted.by, documentId, outcome }, receivedAt, cause);
  if (verdict === 'rejected') engine.recorder.emit('SubmissionRejected', { taskId, by, reason }, cause);
}
