import type { CalendarSlice } from './calendar.ts';
import type { ClockPolicy, Severity } from './clock.ts';
import type { EventBatch, RecordResult } from './events.ts';
import type { CheckpointDefinition, GateDefinition, MeetingDefinition, Raci, Recurrence, TaskDefinition } from './playbook.ts';
import type { Json, Text } from './text.ts';

/** A task of a playbook with every setting put in place: what a run needs to open it, without form schemas. */
export interface CompiledTask extends Omit<TaskDefinition, 'due' | 'form' | 'ladder' | 'reminders'> {
  key: string;
  form: { key: string; version: number } | null;
  policy: ClockPolicy;
  /** An instant (epoch ms) that somebody chose for it when the run started, instead of what the policy comes to. */
  dueAt?: { at: number; by: string; reason: string };
}
export interface CompiledMeeting extends Omit<MeetingDefinition, 'recurrence' | 'duration'> {
  recurrence: Recurrence;
  durationMs: number;
}
export interface CompiledCheckpoint {
  source: string;
  nodes: Array<{ key: string; afterMs: number }>;
  metrics: Array<Omit<CheckpointDefinition['metrics'][number], 'floor'> & { floor: number }>;
  underTask: string;
  missingTask: string;
}
/**
 * A playbook version with a run's settings applied (libs/domain/playbook `compilePlaybook`): the run pins it in its own
 * state, so that no later edit of the playbook can reach a live run.
 */
export interface ProcessDefinition {
  slug: string;
  version: number;
  process: string;
  calendarId: string;
  /** Set when the audit also notes who looks at the run. */
  auditReads?: true;
  /** `raci` is missing in runs that a release before RACI started: nothing changes for them. */
  steps: Array<{ key: string; title: Text; raci?: Raci }>;
  tasks: Record<string, CompiledTask>;
  groups: Record<string, string[]>;
  meetings: Record<string, CompiledMeeting>;
  gates: Record<string, GateDefinition>;
  checkpoints: Record<string, CompiledCheckpoint>;
  /** Every setting of the run: overrides over defaults. */
  settings: Record<string, Json>;
}

/** Who holds what, as of `asOf` (epoch ms). Ids are person ids, in a stable order. */
export interface Directory {
  asOf: number;
  roles: Record<string, string[]>;
  teams: Record<string, { lead: string | null; members: string[] }>;
  admins: string[];
  /** Everybody named above or asked for by id. */
  people: Record<string, PersonFacts>;
}
/** What a run needs to know of one person. */
export interface PersonFacts {
  /** The calendar that this person's work counts by. */
  calendarId: string;
  /** Lead of their team, who is their manager; null without one (handbook 4.3: then the run's manager). */
  lead: string | null;
  /** True for somebody who has left; absent for everybody else. */
  gone?: boolean;
  /** Set while they are away: who stands in at the end of the chain (null: nobody), and until when (epoch ms). */
  cover: { deputy: string | null; absenceId: string; until: number } | null;
}
/** Facts that a run needs by itself. */
export interface RunFacts {
  directory: Directory;
  calendars: Record<string, CalendarSlice>;
}
export interface FactsRequest {
  runId: string;
  roles: string[];
  teams: string[];
  /** People whose facts are wanted although they hold none of the roles: assignees, the run's manager. */
  people: string[];
  calendars: string[];
  /** Epoch ms from which they are wanted, where an open clock began earlier than the usual look back. */
  since?: number;
  /** Epoch ms up to which the calendars must reach. */
  until: number;
}
export interface MetricsRequest {
  pieceId: string;
  metrics: string[];
  /** Only points measured up to this instant (epoch ms). */
  upTo: number;
}
/** One of several people is to get a task; `key` names the block that asks, for ever. */
export interface PickRequest {
  key: string;
  runId: string;
  block: string;
  /** Whose turn is counted: a role or a team. */
  pool: string;
  /** At work and not excluded, in a stable order; at least one. */
  people: string[];
  strategy: 'round-robin' | 'least-loaded';
}

/** What starts a run; written by the API into `run_start`, handed to Temporal unchanged. */
export interface RunInput {
  runId: string;
  title: string;
  parentId: string | null;
  rootId: string;
  managerId: string;
  startedBy: string;
  /** Epoch ms when the API received the start. */
  requestedAt: number;
  commandId: string;
  /** How grave the run is from the start; absent means that it has no severity. */
  severity?: Severity;
  definition: ProcessDefinition;
  /** The playbook's own input, `settings` left out. */
  input: Record<string, Json>;
  facts: RunFacts;
}

/** The activities that runs call. Implemented by `createActivities(deps)` in activities/. */
export interface RunActivities {
  /** Steps 3 of "the idea in six sentences": one transaction, idempotent by event number and cause. */
  recordEvents(batch: EventBatch): Promise<RecordResult>;
  loadFacts(request: FactsRequest): Promise<RunFacts>;
  /** Latest value of each metric of the piece, or null where none has come. Ratios are 0..1. */
  readMetrics(request: MetricsRequest): Promise<Record<string, number | null>>;
  /** One of the people by the strategy; the same again for the same key. */
  pickPerson(request: PickRequest): Promise<{ person: string }>;
}
