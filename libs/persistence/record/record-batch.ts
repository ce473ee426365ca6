import type { Pool } from 'pg';
import type { Cause, EventBatch, RecordResult, RunEvent } from '#contracts/events';
import { noticesFor } from '#domain/notice/notices';
import { caseRow, meetingRow, pieceRow, taskRow } from '../rows/to-row.ts';
import { acceptancesOf } from './acceptances.ts';
import { resolveAudiences } from './audiences.ts';
import { RecordError } from './failures.ts';
import { inboxChanges } from './inbox.ts';
import { loadFor, type Loaded, type StoredEvent } from './load.ts';
import { changedRows, type EventContext, foldEvents, type Rows } from './rows.ts';
import { toldRows, voidsOf } from './told.ts';
import { upcast } from './upcast.ts';
import { type Payload, writeBatch } from './write.ts';

/** What was stored: the activity's answer, and the deliveries that wait to be sent. */
export interface Recorded {
  result: RecordResult;
  deliveryIds: string[];
}
type AudienceByNumber = Record<number, string[]>;
const ATTEMPTS = 8;

/**
 * Appends events to their run and brings every row that follows from them up to date, in one transaction (architecture.md, six
 * sentences, 3). Numbers already there with the same cause are skipped; the answer is the same each time.
 * @throws RecordError for a gap, another cause under a known number, or a run that others keep moving
 */
export async function recordBatch(pool: Pool, sent: EventBatch, now: () => number): Promise<Recorded> {
  // A worker of the release before may still hand in its own version.
  const batch = { ...sent, events: sent.events.map(upcast) };
  if (batch.events.length === 0) return { result: { lastEvent: 0, emptyRungs: [] }, deliveryIds: [] };
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const recorded = await tryRecord(pool, batch, now());
    if (recorded) return recorded;
  }
  throw new RecordError('RecordContention', batch.runId, batch.events[0]!.n, `run ${batch.runId} moved on ${ATTEMPTS} times while its events were being stored`);
}

async function tryRecord(pool: Pool, batch: EventBatch, now: number): Promise<Recorded | null> {
  const loaded = await loadFor(pool, batch.runId, batch.events);
  const fresh = freshEvents(batch, loaded);
  const { rows, steps } = foldEvents(loaded.rows, fresh);
  const audience = await resolveAudiences(pool, steps, now);
  const result = { lastEvent: rows.run!.lastEvent, emptyRungs: emptyRungs(batch.events, loaded.stored, audience) };
  if (fresh.length === 0) return { result, deliveryIds: [] };
  const payload = payloadOf(loaded.rows, rows, steps, audience, now);
  if (!(await writeBatch(pool, rows.run!, loaded.rows.run?.lastEvent ?? 0, payload))) return null;
  const pending = (payload.deliveries ?? []) as Array<{ id: string; state: string }>;
  return { result, deliveryIds: pending.filter(({ state }) => state === 'pending').map(({ id }) => id) };
}

/** The events that are not stored yet. */
function freshEvents({ runId, events }: EventBatch, { rows, stored }: Loaded): RunEvent[] {
  const last = rows.run?.lastEvent ?? 0;
  for (const [index, event] of events.entries()) {
    if (event.n !== events[0]!.n + index) throw new RecordError('EventGap', runId, event.n, `run ${runId}: event ${event.n} does not follow its batch`);
    if (event.n > last) continue;
    const known = stored.find(({ n }) => n === event.n);
    if (!known || known.type !== event.type || !sameCause(known.cause, event.cause)) {
      throw new RecordError('EventConflict', runId, event.n, `run ${runId}: event ${event.n} is stored with another cause (${known ? `${known.type} by ${known.cause.kind} ${known.cause.id}` : 'missing'})`);
    }
  }
  const fresh = events.filter((event) => event.n > last);
  if (fresh.length > 0 && fresh[0]!.n !== last + 1) throw new RecordError('EventGap', runId, fresh[0]!.n, `run ${runId}: event ${fresh[0]!.n} came after ${last}`);
  return fresh;
}

const sameCause = (a: Cause, b: Cause): boolean => a.kind === b.kind && a.id === b.id;

function emptyRungs(events: readonly RunEvent[], stored: readonly StoredEvent[], audience: AudienceByNumber): RecordResult['emptyRungs'] {
  return events.flatMap((event) => {
    if (event.type !== 'RungFired') return [];
    const people = audience[event.n] ?? stored.find(({ n }) => n === event.n)?.audience ?? [];
    return people.length === 0 ? [{ taskId: event.data.taskId, rung: event.data.rung, n: event.n }] : [];
  });
}

function payloadOf(before: Rows, after: Rows, steps: readonly EventContext[], audience: AudienceByNumber, now: number): Payload {
  const run = after.run!;
  const events = steps.map(({ event }) => event);
  const tasks = changedRows(before.tasks, after.tasks);
  const inbox = inboxChanges(tasks.map((task) => ({ before: before.tasks[task.id] ?? null, after: task })));
  const voids = voidsOf(events);
  const plans = noticesFor(events, { audience, run, tasks: after.tasks, meetings: after.meetings, pieces: after.pieces });
  const { notifications, told, deliveries } = toldRows(run.id, plans, voids, now);
  const starts = events.find((event) => event.type === 'RunStarted');
  return {
    events: events.map((event) => ({ ...event, audience: audience[event.n] ?? [] })),
    tasks: tasks.map(taskRow),
    meetings: changedRows(before.meetings, after.meetings).map(meetingRow),
    pieces: changedRows(before.pieces, after.pieces).map(pieceRow),
    cases: events.flatMap((event) => (event.type === 'CaseKept' ? [caseRow(event.data.entry)] : [])),
    inboxGone: inbox.gone,
    // What leaves somebody's inbox is no longer put aside by them: should it come back, it comes into view.
    snoozesGone: inbox.gone,
    inboxPut: inbox.put,
    started: starts ? [{ at: now }] : [],
    commands: acceptancesOf(steps),
    voids,
    notifications,
    told,
    deliveries,
  };
}
