import type { CommandArgs, CommandName } from './commands.ts';
import type { Json } from './text.ts';

/** Work across runs that a coordinator workflow does, one per job (architecture.md, "Across runs"). */
export const JOB_KINDS = ['bulk', 'absence', 'calendar', 'playbook-move'] as const;
export type JobKind = (typeof JOB_KINDS)[number];

/**
 * What became of one item. `waiting`: listed or on its way; `stale`: what the preview saw had changed, it is read and judged again;
 * `done`, `refused` by a rule of the run, `gone` because its target was closed, `conflict` after {@link JOB_ATTEMPTS} stale tries: final.
 */
export const JOB_ITEM_STATES = ['waiting', 'stale', 'done', 'refused', 'gone', 'conflict'] as const;
export type JobItemState = (typeof JOB_ITEM_STATES)[number];
export const JOB_ATTEMPTS = 3;

/** One command that a job means to send. `key` names the item within its job for ever: listed again under the same key, it is the same item. */
export interface JobItem<N extends CommandName = CommandName> {
  key: string;
  runId: string;
  target: { kind: 'task' | 'run' | 'meeting'; id: string };
  /** Version of the target that the listing saw; null when any will do. */
  version: number | null;
  name: N;
  args: CommandArgs[N];
}

/** A job as its row holds it. `startsAt` (epoch ms) holds it back until then. */
export interface Job {
  id: string;
  kind: JobKind;
  params: Record<string, Json>;
  requestedBy: string;
  startsAt: number | null;
  createdAt: number;
}

/** What a listing came to: keys still to be sent, and when to look again (epoch ms); null ends the job once nothing is open. */
export interface JobPlan {
  open: string[];
  again: number | null;
}

/** The activities of coordinators. None writes a read table: items and results are the job's own rows. */
export interface JobActivities {
  /** Lists by the planner of the job's kind and notes what is new. Safe to repeat. */
  planJob(request: { jobId: string }): Promise<JobPlan>;
  /** Puts the items' commands where the relay finds them and waits until each is settled; notes every result. Safe to repeat. */
  driveJobItems(request: { jobId: string; keys: string[] }): Promise<{ settled: number }>;
  closeJob(request: { jobId: string; outcome: 'completed' | 'cancelled' }): Promise<void>;
}

/** Argument of a coordinator: a new job, or one carried over. */
export interface CoordinatorInput {
  jobId: string;
  startsAt: number | null;
}
/** A coordinator lists again at once: what its job is about has changed. */
export const LOOK_SIGNAL = 'look';
/** A coordinator sends nothing more; what was sent stays. */
export const STOP_SIGNAL = 'stop';
