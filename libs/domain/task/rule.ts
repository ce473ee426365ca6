import type { Command, CommandName } from '#contracts/commands';
import { FAILURES, type FailureDetail, type FailureType } from '#contracts/failures';
import type { Piece } from '#contracts/piece';
import type { Task } from '#contracts/task';
import { openDelegation, submission } from './part.ts';

/** Why a run refuses a command. */
export interface Refusal {
  type: FailureType;
  message: string;
  detail: FailureDetail;
}
export const refuse = (type: FailureType, message: string, detail: FailureDetail = {}): Refusal => ({ type, message, detail });
export const forbid = (message: string, rule: string, by: string | null = null): Refusal => refuse(FAILURES.forbidden, message, { rule, by });

export interface TaskRuleContext {
  /** The piece that the task is about, for the rules on own work. */
  piece: Piece | null;
  /** Steps of the process in order. */
  steps: string[];
  /** Who started the run: they wait for its work. */
  startedBy: string;
  /** Until when the task may not be pressed again (epoch ms; null: it may be now). Null where its playbook knows no nudging. */
  nudging: { until: number | null } | null;
}
export type Rule<N extends CommandName> = (task: Task, command: Command<N>, context: TaskRuleContext) => Refusal | null;

/** Rules that hold for every verb: the task is open, and the actor saw its current version. */
export function openAndCurrent(task: Task, command: Command): Refusal | null {
  if (task.closedAt !== null) return refuse(FAILURES.closed, `the task is ${task.state}`, { by: task.closedBy, at: task.closedAt, state: task.state });
  if (command.seenVersion !== null && command.seenVersion !== task.version) return refuse(FAILURES.stale, 'the task has changed since it was read', { version: task.version });
  return null;
}

/** Nobody approves their own work, and the three checks of a piece are by three people (handbook 4.3); whoever did one for another counts as having done it. */
export function judgesOwnWork(task: Task, person: string, piece: Piece | null): boolean {
  return task.excluded.includes(person) || barredByPiece(task, piece).includes(person);
}

/** Who may not check this piece at this level: its authors, and who checked it at another one or did so for another. Nobody for a task that is no check. */
export function barredByPiece(task: Task, piece: Pick<Piece, 'authors' | 'checks'> | null): string[] {
  const level = task.subject.check;
  if (!level || !piece) return [];
  return [...piece.authors, ...piece.checks.filter((check) => check.level !== level).flatMap(({ by, helper }) => (helper ? [by, helper] : [by]))];
}

/** Whoever is away still holds their task when they look in: what is covered stays theirs. */
export const holds = (task: Task, person: string): boolean => task.assignee === person || task.cover?.for === person || (task.assignee === null && task.candidates.includes(person));
export const ownWork = (): Refusal => forbid('nobody approves their own work', 'own-work');

/** Whose task it is, and whom it does not have judge their own work. */
export const holder: Rule<CommandName> = (task, { actor }, { piece }) => {
  if (!holds(task, actor)) return forbid('the task is not yours', 'not-yours', task.assignee);
  return judgesOwnWork(task, actor, piece) ? ownWork() : null;
};
export const holderOrManager: Rule<CommandName> = (task, command, context) => (command.asManager ? null : holder(task, command, context));

/** What was handed in stays as it is until it is signed, rejected or taken back. */
export const notSubmitted = (task: Task): Refusal | null => {
  const waiting = submission(task);
  return waiting ? forbid('it waits for signatures', 'submitted', waiting.by) : null;
};
/** While somebody else does it for the holder, the holder takes it back first. */
export const notDelegated = (task: Task): Refusal | null => {
  const delegated = openDelegation(task);
  return delegated ? forbid('it is delegated: take it back first', 'delegated', delegated.to) : null;
};

/** A person who may not do this work: they would judge their own, or sign what they did. Names the field. */
export function unfit(task: Task, person: string, { piece }: TaskRuleContext, field: string): Refusal | null {
  if (judgesOwnWork(task, person, piece)) return refuse(FAILURES.invalid, 'this person would judge their own work', { field, rule: 'own-work' });
  const signs = task.signing?.signers.some((signer) => signer.person === person && signer.by !== null);
  return signs ? refuse(FAILURES.invalid, 'this person is to sign it', { field, rule: 'own-signature' }) : null;
}
