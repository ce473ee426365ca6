import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { ClockState } from '#contracts/clock';
import type { RunEvent } from '#contracts/events';
import { CHECK_LEVELS, type CheckLevel, type Piece } from '#contracts/piece';
import type { Run } from '#contracts/run';
import type { Task } from '#contracts/task';
import { clockOf, runOf, story, taskOf } from './story.ts';

const HOUR_MS = 3_600_000;

/** One task's life, as it is made up: all instants in epoch ms. */
export interface MadeTask {
  id: string;
  people: string[];
  claimed: boolean;
  openedAt: number;
  dueAt: number | null;
  paused: boolean;
  breach: 'none' | 'breached' | 'annulled';
  rungs: number;
  end: 'open' | 'done' | 'skipped';
  closedAt: number;
}
export interface MadePiece {
  id: string;
  addedAt: number;
  checks: Array<{ level: CheckLevel; passed: boolean; at: number }>;
  reworks: number;
  publishedAt: number | null;
}
export interface MadeRun {
  id: string;
  playbook: string;
  managerId: string;
  startedAt: number;
  completedAt: number | null;
  tasks: MadeTask[];
  pieces: MadePiece[];
}

/** Random histories around `now` of the people given: some of it in a period before now, some outside it. */
export function runsAround(now: number, people: readonly string[], managers: readonly string[]): fc.Arbitrary<MadeRun[]> {
  const ago = (hours: number) => fc.integer({ min: 1, max: hours }).map((n) => now - n * HOUR_MS - 7);
  const task: fc.Arbitrary<MadeTask> = fc.record({
    id: fc.constant(null).map(() => randomUUID()),
    people: fc.uniqueArray(fc.constantFrom(...people), { minLength: 1, maxLength: 3 }),
    claimed: fc.boolean(),
    openedAt: ago(1500),
    dueAt: fc.option(fc.integer({ min: -60, max: 60 }).map((n) => now + n * HOUR_MS + HOUR_MS / 2), { freq: 6 }),
    paused: fc.boolean().chain((first) => (first ? fc.boolean() : fc.constant(false))),
    breach: fc.constantFrom('none' as const, 'none' as const, 'breached' as const, 'annulled' as const),
    rungs: fc.nat(3),
    end: fc.constantFrom('open' as const, 'done' as const, 'done' as const, 'skipped' as const),
    closedAt: ago(1200),
  });
  const piece: fc.Arbitrary<MadePiece> = fc.record({
    id: fc.constant(null).map(() => randomUUID()),
    addedAt: ago(2000),
    checks: fc.array(fc.record({ level: fc.constantFrom(...CHECK_LEVELS), passed: fc.boolean(), at: ago(1200) }), { maxLength: 5 }),
    reworks: fc.nat(3),
    publishedAt: fc.option(ago(1200)),
  });
  return fc.array(
    fc.record({
      id: fc.constant(null).map(() => randomUUID()),
      playbook: fc.constantFrom('collaboration-loop', 'task-chain'),
      managerId: fc.constantFrom(...managers),
      startedAt: ago(2000),
      completedAt: fc.option(ago(1200)),
      tasks: fc.array(task, { maxLength: 12 }),
      pieces: fc.array(piece, { maxLength: 4 }),
    }),
    { minLength: 1, maxLength: 5 },
  );
}

/** The events that such a life would have left, for `recordEvents`. */
export function eventsOf(made: MadeRun): RunEvent[] {
  const tell = story(made.id);
  const run: Run = { ...runOf(made.managerId, made.id), playbook: { slug: made.playbook, version: 1 }, startedAt: made.startedAt };
  const at = (event: RunEvent, when: number): RunEvent => ({ ...event, at: when });
  const events = [at(tell.next('RunStarted', { run }), made.startedAt)];
  for (const task of made.tasks) events.push(...taskEvents(tell, made.id, task));
  for (const piece of made.pieces) events.push(...pieceEvents(tell, made.id, piece));
  if (made.completedAt !== null) events.push(at(tell.next('RunClosed', { outcome: 'completed' }), made.completedAt));
  return events;
}

function taskEvents(tell: ReturnType<typeof story>, runId: string, made: MadeTask): RunEvent[] {
  const { id: taskId, people, claimed, openedAt, dueAt, closedAt, end } = made;
  const clock: ClockState | null = dueAt === null ? null : { ...clockOf(dueAt), paused: made.paused ? { at: openedAt, remainingMs: 1 } : null };
  const task: Task = taskOf(runId, { id: taskId, openedAt, clock, ...(claimed ? { assignee: people[0]! } : { candidates: people }) });
  const at = (event: RunEvent): RunEvent => ({ ...event, at: closedAt });
  const events = [tell.next('TaskOpened', { task })];
  if (clock && dueAt !== null && made.breach !== 'none') {
    const deadline = { kind: 'breach' as const, index: 0, at: dueAt };
    const breached = { ...clock, breachedAt: dueAt };
    events.push(tell.next('TaskBreached', { taskId, deadline, clock: breached }));
    for (let rung = 0; rung < made.rungs; rung += 1) events.push(tell.next('RungFired', { taskId, rung, to: [{ kind: 'assignee' }], deadline: { ...deadline, kind: 'rung' }, clock: breached }));
    if (made.breach === 'annulled') events.push(tell.next('BreachAnnulled', { taskId, clock: { ...breached, breachAnnulled: true } }));
  }
  if (end === 'done') events.push(at(tell.next('TaskCompleted', { taskId, by: people[0]!, documentId: null, outcome: {} }, tell.by(people[0]!))));
  if (end === 'skipped') events.push(at(tell.next('TaskSkipped', { taskId, by: people[0]!, reason: 'x' }, tell.by(people[0]!))));
  return events;
}

function pieceEvents(tell: ReturnType<typeof story>, runId: string, made: MadePiece): RunEvent[] {
  const piece: Piece = { id: made.id, runId, turn: 1, title: 'Piece', format: 'x', account: 'a', contentType: 'x', owner: null, state: 'planned', authors: [], checks: [], reworks: 0, reworkCap: 9, publishedAt: null, publishedBy: null, platform: null, link: null, checkpoints: [], version: 1 };
  const added = { ...tell.next('PieceAdded', { piece }), at: made.addedAt };
  const checks = made.checks.map(({ level, passed, at }) => tell.next('PieceChecked', { pieceId: made.id, check: { level, result: passed ? 'passed' : 'failed', by: 'x', at, defects: [], taskId: 'x' } }));
  const reworks = Array.from({ length: made.reworks }, (_, n) => tell.next('ReworkAsked', { pieceId: made.id, reworks: n + 1 }));
  const out = made.publishedAt === null ? [] : [tell.next('PiecePublished', { pieceId: made.id, by: 'x', at: made.publishedAt, platform: 'p', account: 'a', link: 'l' })];
  return [added, ...checks, ...reworks, ...out];
}
