import type { Command, CommandArgs, CommandName } from '#contracts/commands';
import type { Piece } from '#contracts/piece';
import type { Task } from '#contracts/task';
import type { TaskRuleContext } from './rule.ts';

const text = { 'zh-CN': '任务', en: 'Task' };

/** An open task assigned to `ops`, for specs. */
export const aTask = (changes: Partial<Task> = {}): Task => ({
  id: 't', runId: 'r', key: 'k', block: 'production/1/k', step: 'production', visit: 1, turn: 1, title: text, description: text, state: 'open', version: 3,
  assign: { role: 'ops' }, assignee: 'ops', candidates: [], fellToManager: false, excluded: [], form: null, checklist: [], subject: {}, openedAt: 0, clock: null,
  closedAt: null, closedBy: null, documentId: null, outcome: {}, reason: null,
  accountable: null, cover: null, delegation: null, signing: null, nudged: null, pause: null, ...changes,
});

/** A piece in production, for specs. */
export const aPiece = (changes: Partial<Piece> = {}): Piece => ({
  id: 'p', runId: 'r', turn: 1, title: 'x', format: 'x', account: 'x', contentType: 'x', owner: null, state: 'checking', authors: ['camera', 'editor'], checks: [], reworks: 0,
  reworkCap: 3, publishedAt: null, publishedBy: null, platform: null, link: null, checkpoints: [], version: 1, ...changes,
});

/** What judging a verb on a task needs, for specs. */
export const aContext = (changes: Partial<TaskRuleContext> = {}): TaskRuleContext => ({ piece: null, steps: ['review', 'planning', 'production', 'monitoring'], startedBy: 'starter', nudging: { until: null }, ...changes });

/** A command of `actor` at time 100 that saw no version, for specs. */
export const aCommand = <N extends CommandName>(name: N, actor: string, args: CommandArgs[N], changes: Partial<Command<N>> = {}): Command<N> => ({
  id: 'c', name, actor, asManager: false, receivedAt: 100, seenVersion: null, bodyHash: 'h', args, ...changes,
});
