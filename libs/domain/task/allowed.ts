import type { Command, CommandArgs, CommandName } from '#contracts/commands';
import type { Task } from '#contracts/task';
import { judgeTaskCommand, type TaskRuleContext } from './rules.ts';
import { judgeRecall } from './rules-recall.ts';
import { judgeSkip, type SkipRule } from './skip.ts';

/** Somebody whom no rule speaks against: whether a verb is possible at all does not hang on whom it names. */
const ANYBODY = '';
/** Verbs by the last part of their address: their command, and arguments that nothing speaks against. */
const PROBES = {
  complete: ['completeTask', () => ({ documentId: null, outcome: {} })],
  sign: ['signTask', () => ({ decision: 'approved', reason: null })],
  claim: ['claimTask', () => ({})],
  release: ['releaseTask', () => ({})],
  transfer: ['transferTask', () => ({ to: ANYBODY, reason: '' })],
  delegate: ['delegateTask', () => ({ to: ANYBODY, reason: '' })],
  undelegate: ['undelegateTask', () => ({ reason: '' })],
  signers: ['addSigners', () => ({ people: [ANYBODY], mode: null, ratio: null, reason: '' })],
  'remove-signer': ['removeSigner', ({ signing }) => ({ person: signing?.signers.find(({ decision }) => decision === null)?.person ?? ANYBODY, reason: '' })],
  'assign-item': ['assignItem', ({ checklist }) => ({ item: checklist.find(({ done }) => !done)?.key ?? '', owner: ANYBODY })],
  ack: ['acknowledgeTask', () => ({})],
  nudge: ['nudgeTask', () => ({})],
  return: ['returnTask', ({ step }, { steps }) => ({ toStep: steps[steps.indexOf(step) - 1] ?? '', reason: '' })],
  due: ['changeTaskDue', (_task, _context, at) => ({ dueAt: at + 1, reason: '' })],
  severity: ['changeTaskSeverity', () => ({ severity: null, reason: '' })],
  pause: ['pauseTask', () => ({ reason: '' })],
  resume: ['resumeTask', () => ({ reason: '' })],
  skip: ['skipTask', () => ({ reason: '' })],
  recall: ['recallTask', () => ({ reason: '' })],
} as const satisfies Record<string, [CommandName, (task: Task, context: TaskRuleContext, at: number) => object]>;
export type TaskVerb = keyof typeof PROBES;
export const TASK_VERBS = Object.keys(PROBES) as TaskVerb[];

/** Who asks: what the API found of them, and when (epoch ms). */
export interface Asker {
  actor: string;
  asManager: boolean;
  at: number;
}
export interface AllowedContext extends TaskRuleContext {
  skip: SkipRule | undefined;
  /** Tasks and meetings that may have followed this one. */
  followers: Parameters<typeof judgeRecall>[2]['followers'];
}

function probe<N extends CommandName>(name: N, { actor, asManager, at }: Asker, args: object): Command<N> {
  return { id: '', name, actor, asManager, receivedAt: at, seenVersion: null, bodyHash: '', args: args as CommandArgs[N] };
}

/** Whether the rules of a run let this verb through for `asker`, as far as it does not hang on its arguments. The run itself has the last word. */
export function allows(verb: TaskVerb, task: Task, asker: Asker, context: AllowedContext): boolean {
  const [name, args] = PROBES[verb];
  const command = probe(name, asker, { taskId: task.id, ...args(task, context, asker.at) });
  if (verb === 'recall') return judgeRecall(task, command as Command<'recallTask'>, context) === null;
  if (verb === 'complete') return judgeTaskCommand({ ...task, checklist: [] }, command, context) === null;
  if (verb === 'ack' && (task.clock === null || task.clock.paused !== null)) return false;
  return (verb === 'skip' ? judgeSkip(task, command, context.skip) : null) === null && judgeTaskCommand(task, command, context) === null;
}

/** Whether `asker` may tick this item, with evidence where it asks for one. */
export function ticks(item: string, task: Task, asker: Asker, context: TaskRuleContext): boolean {
  const evidence = { link: '-', attachmentId: null, documentId: null };
  return judgeTaskCommand(task, probe('tickChecklist', asker, { taskId: task.id, item, done: true, evidence }), context) === null;
}
