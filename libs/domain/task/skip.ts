import type { Command } from '#contracts/commands';
import { FAILURES } from '#contracts/failures';
import type { Task } from '#contracts/task';
import type { Refusal } from './rules.ts';

/** Who may skip a task alone; absent in definitions of earlier releases, whose forms cannot be asked whether they steer. */
export type SkipRule = 'managers' | 'holders' | 'never';

/** Judges the skip of one task. What waits for a decision is never skipped by itself: a meeting, a gate and a check go on only with one. */
export function judgeSkip(task: Task, command: Command, rule: SkipRule | undefined): Refusal | null {
  if (command.name !== 'skipTask') return null;
  const { meetingId, gate, check, defects } = task.subject;
  const decides = meetingId !== undefined || gate !== undefined || check !== undefined || defects !== undefined;
  const allowed = rule ?? (task.form === null ? 'managers' : 'never');
  if (decides || allowed === 'never') return { type: FAILURES.forbidden, message: 'this task alone may not be skipped', detail: { rule: 'not-skippable' } };
  const holds = task.assignee === command.actor || (task.assignee === null && task.candidates.includes(command.actor));
  if (command.asManager || (allowed === 'holders' && holds)) return null;
  return { type: FAILURES.forbidden, message: 'only a manager of the run may skip it', detail: { rule: 'not-yours', by: task.assignee } };
}
