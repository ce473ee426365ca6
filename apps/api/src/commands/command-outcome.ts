import { WorkflowNotFoundError, ApplicationFailure } from '@temporalio/common';
import { WorkflowUpdateFailedError, type Client } from '@temporalio/client';
import type { CommandRefusal } from '#contracts/api/command';
import type { Command, CommandAnswer } from '#contracts/commands';
import { FAILURES, type FailureDetail } from '#contracts/failures';
import { runWorkflowId } from '#contracts/names';

/** What one attempt at a command came to. `unanswered` may still have happened: only the same id may be tried again. */
export type Outcome = { kind: 'answered'; answer: CommandAnswer } | { kind: 'refused'; refusal: CommandRefusal } | { kind: 'gone' } | { kind: 'unanswered'; error: string };

const REFUSALS: ReadonlySet<string> = new Set(Object.values(FAILURES));

/** Sends the command as the Update of its name, with its id as update id, and waits at most `deadlineMs` for the run's answer. Never throws. */
export async function attempt(client: Client, runId: string, command: Command, deadlineMs: number): Promise<Outcome> {
  const handle = client.workflow.getHandle(runWorkflowId(runId));
  try {
    const answer = await client.withDeadline(Date.now() + deadlineMs, () => handle.executeUpdate<CommandAnswer, [Command]>(command.name, { updateId: command.id, args: [command] }));
    return { kind: 'answered', answer };
  } catch (error) {
    return outcomeOf(error);
  }
}

/** Only failure types of ours are refusals; time-outs, `UnprocessedUpdate` and a lost worker are not. */
export function outcomeOf(error: unknown): Outcome {
  if (error instanceof WorkflowNotFoundError) return { kind: 'gone' };
  const cause = error instanceof WorkflowUpdateFailedError ? error.cause : undefined;
  if (cause instanceof ApplicationFailure && cause.type && REFUSALS.has(cause.type)) {
    const detail = (cause.details?.[0] ?? {}) as FailureDetail;
    return { kind: 'refused', refusal: { type: cause.type, message: cause.message, ...detail } };
  }
  return { kind: 'unanswered', error: error instanceof Error ? error.message : String(error) };
}
