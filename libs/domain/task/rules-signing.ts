import { FAILURES } from '#contracts/failures';
import { MAX_SIGNERS, type Task } from '#contracts/task';
import { submission } from './part.ts';
import { forbid, holderOrManager, judgesOwnWork, ownWork, refuse, type Refusal, type Rule, type TaskRuleContext } from './rule.ts';
import { nextSigners } from './signing.ts';

/** Adds co-signers 加签, also while signing goes on. A person twice is refused, and whoever did the work. */
export const addSigners: Rule<'addSigners'> = (task, command, context) => {
  const refusal = holderOrManager(task, command, context);
  if (refusal) return refusal;
  const { people, mode, ratio } = command.args;
  if (mode === 'ratio' && (ratio === null || ratio <= 0 || ratio > 1)) return refuse(FAILURES.invalid, 'a share over 0 and up to 1', { field: 'ratio' });
  if (people.length + (task.signing?.signers.length ?? 0) > MAX_SIGNERS) return refuse(FAILURES.invalid, `at most ${MAX_SIGNERS} people sign`, { field: 'people' });
  for (const [index, person] of people.entries()) {
    const bad = unfitToSign(task, person, context, `people.${index}`) ?? (people.indexOf(person) < index ? twice(`people.${index}`) : null);
    if (bad) return bad;
  }
  return null;
};

const twice = (field: string): Refusal => refuse(FAILURES.invalid, 'this person signs already', { field, rule: 'already-signer' });

function unfitToSign(task: Task, person: string, { piece }: TaskRuleContext, field: string): Refusal | null {
  if (task.signing?.signers.some((signer) => signer.person === person)) return twice(field);
  const workers = [task.assignee, task.delegation?.to, submission(task)?.by];
  if (workers.includes(person)) return refuse(FAILURES.invalid, 'nobody signs their own work', { field, rule: 'own-signature' });
  return judgesOwnWork(task, person, piece) ? refuse(FAILURES.invalid, 'this person would judge their own work', { field, rule: 'own-work' }) : null;
}

/** Takes a co-signer out 减签 who has not signed. The accountable of the playbook is only taken out by a manager. */
export const removeSigner: Rule<'removeSigner'> = (task, command, context) => {
  const refusal = holderOrManager(task, command, context);
  if (refusal) return refusal;
  const signer = task.signing?.signers.find(({ person }) => person === command.args.person);
  if (!signer) return refuse(FAILURES.invalid, 'this person does not sign it', { field: 'person' });
  if (signer.decision !== null) return forbid('this person has signed', 'already-signed', signer.person);
  return signer.by === null && !command.asManager ? forbid('only a manager takes out the accountable', 'accountable-signs', signer.person) : null;
};

/** Only whose turn it is, and nobody for another: not even a manager. */
export const sign: Rule<'signTask'> = (task, command, { piece }) => {
  const { actor, args } = command;
  const signer = task.signing?.signers.find(({ person }) => person === actor);
  if (!signer) return forbid('your signature is not asked for', 'not-yours', task.assignee);
  if (!submission(task)) return forbid('nothing has been handed in yet', 'not-submitted');
  if (signer.decision !== null) return forbid('you have signed', 'already-signed', actor);
  if (!nextSigners(task.signing).includes(actor)) return forbid('others sign before you', 'not-your-turn', nextSigners(task.signing)[0] ?? null);
  if (judgesOwnWork(task, actor, piece)) return ownWork();
  return args.decision === 'rejected' && !args.reason ? refuse(FAILURES.invalid, 'a rejection says why', { field: 'reason' }) : null;
};
