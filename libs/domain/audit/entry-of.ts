import type { AuditEntry } from '#contracts/audit';
import type { Json } from '#contracts/text';
import { canonicalJson } from './canonical.ts';
import type { Hash } from './chain.ts';

/** An event of a command, as `run_event` holds it, with what is known of its command. */
export interface CommandEvent {
  runId: string;
  n: number;
  type: string;
  v: number;
  at: number;
  cause: { kind: string; id: string; actor?: string };
  data: unknown;
  /** Null for the start of a run, which is no command of it. */
  command: { name: string; args: { [key: string]: Json } } | null;
}
/** A row of `activity_log`. */
export interface ActivityRow {
  id: string;
  runId: string | null;
  taskId: string | null;
  actor: string;
  verb: string;
  data: { [key: string]: Json };
  at: number;
}
type Unsealed = Omit<AuditEntry, 'seq'>;
type Target = Pick<AuditEntry, 'targetKind' | 'targetId'>;

/** What steers a run may be long and is told by the digest; the rest of a command's arguments are ids, words and reasons. */
const TOO_LONG: readonly string[] = ['outcome'];

/** The entry of a command: what was asked, which events it caused in this transaction, and a digest of them, by which a change in `run_event` shows. */
export function entryOfCommand(events: readonly CommandEvent[], hash: Hash): Unsealed {
  const first = events[0]!;
  const args = first.command?.args ?? {};
  return {
    source: 'command',
    sourceId: `${first.runId}/${first.n}`,
    at: first.at,
    actor: first.cause.actor ?? '',
    action: first.command?.name ?? (first.type === 'RunStarted' ? 'startRun' : 'command'),
    ...targetOf(args, first.runId),
    runId: first.runId,
    data: {
      commandId: first.cause.id,
      args: Object.fromEntries(Object.entries(args).filter(([name]) => !TOO_LONG.includes(name))),
      events: events.map(({ n, type }) => ({ n, type })),
      digest: digestOf(events, hash),
    },
  };
}

/** SHA-256 over what the events say. */
export const digestOf = (events: readonly CommandEvent[], hash: Hash): string => hash(canonicalJson(events.map(({ n, type, v, at, cause, data }) => ({ n, type, v, at, cause, data }))));

/** The entry of an activity: its row, whole. */
export function entryOfActivity({ id, runId, taskId, actor, verb, data, at }: ActivityRow): Unsealed {
  const target = taskId === null ? targetOf(data, runId) : { targetKind: 'task', targetId: taskId };
  return { source: 'activity', sourceId: id, at, actor, action: verb, ...target, runId, data };
}

/** The first thing that is named by id (`taskId`, `meetingId`, `personId` …), else the run, else the organisation. */
function targetOf(named: { [key: string]: Json }, runId: string | null): Target {
  const [key, id] = Object.entries(named).find(([name, value]) => /^[a-z]+Id$/.test(name) && name !== 'commandId' && name !== 'documentId' && typeof value === 'string') ?? [];
  if (key !== undefined) return { targetKind: key.slice(0, -2), targetId: id as string };
  return runId === null ? { targetKind: 'organisation', targetId: null } : { targetKind: 'run', targetId: runId };
}
