import { MAX_REHEARSED_EVENTS, type AsIfLate, type RehearsalHost, type RehearsalInput, type Rehearsed } from '#contracts/rehearsal';
import type { Command, CommandName, CommandArgs } from '#contracts/commands';
import type { EventBatch, RunEvent } from '#contracts/events';
import { VIEW_QUERY } from '#contracts/names';
import type { MetricsRequest, RunFacts } from '#contracts/process';
import type { Task } from '#contracts/task';
import type { RunView } from '#contracts/view';
import { peopleTold } from '#domain/audience/reach';
import { rehearse as rehearseClock } from '#domain/clock/rehearse';
import * as processes from '../index.ts';
import { begin, handlerOf, moveTo, nextTimer, ring, settle } from './world.ts';

type Process = (input: RehearsalInput['run']) => Promise<unknown>;
const DAY_MS = 86_400_000;
/** A plan beyond this is no plan: half a year on, everybody and the calendar will have changed. */
const FURTHEST_MS = 180 * DAY_MS;
const MAX_WAKE_UPS = 4_000;

/**
 * Plays one turn of a run as its own workflow code would, while everybody finishes each task at its due time with the answers `assumed`.
 * Nothing is told or stored. `complete` is false when it ends neither by closing nor by its next turn.
 */
export async function rehearse({ run, assumed }: RehearsalInput, host: RehearsalHost): Promise<Rehearsed> {
  const events: RunEvent[] = [];
  const late: Rehearsed['late'] = {};
  let facts = run.facts;
  const learn = (more: RunFacts): RunFacts => (facts = { directory: more.directory, calendars: { ...facts.calendars, ...more.calendars } });
  begin(run.requestedAt, {
    recordEvents: async (batch: EventBatch) => {
      for (const event of batch.events) if (event.type === 'TaskOpened') late[event.data.task.id] = asIfLate(event.data.task, facts, run.managerId);
      events.push(...batch.events);
      return { lastEvent: events.at(-1)?.n ?? 0, emptyRungs: [] };
    },
    loadFacts: async (request: never) => learn(await host.loadFacts(request, Date.now())),
    pickPerson: async (request: { people: string[] }) => ({ person: request.people[0] }),
    // Figures as hoped for: every floor is passed.
    readMetrics: async ({ metrics }: MetricsRequest) => Object.fromEntries(metrics.map((metric) => [metric, Number.MAX_SAFE_INTEGER])),
  });
  const process = (processes as unknown as Record<string, Process>)[run.definition.process];
  if (!process) throw new Error(`no process ${run.definition.process}`);
  let failed: unknown;
  let closed = false;
  void process(run).then(() => (closed = true), (error: unknown) => (failed = error));
  const turnOver = (): boolean => closed || events.some(({ type }) => type === 'TurnStarted');
  for (let wakeUps = 0; wakeUps < MAX_WAKE_UPS && events.length < MAX_REHEARSED_EVENTS; wakeUps += 1) {
    await settle(host.breathe);
    if (failed) throw failed;
    if (turnOver()) break;
    const open = openTasks();
    const next = Math.min(nextTimer() ?? Infinity, ...open.map(finishing));
    if (next > run.requestedAt + FURTHEST_MS) break;
    moveTo(next);
    // Who is in time is heard before the clock: a task finished at its due time is not late.
    const finished = open.filter((task) => finishing(task) <= Date.now()).filter((task) => finish(task, assumed, run.managerId));
    if (finished.length === 0) ring();
  }
  return { events: firstTurn(events), late, complete: turnOver() };
}

/** What the next turn would begin with is not this one's. */
function firstTurn(events: RunEvent[]): RunEvent[] {
  const end = events.findIndex(({ type }) => type === 'TurnStarted');
  return end === -1 ? events : events.slice(0, end + 1);
}

const openTasks = (): Task[] => (handlerOf(VIEW_QUERY)?.handle() as RunView).tasks.filter(({ closedAt }) => closedAt === null);
const finishing = ({ clock, openedAt }: Task): number => Math.max(clock?.dueAt ?? openedAt, openedAt);

/** Does the task as whoever has it would: ticks what must be ticked, then completes it. False when the run refuses. */
function finish(task: Task, assumed: RehearsalInput['assumed'], managerId: string): boolean {
  const actor = task.assignee ?? task.candidates[0] ?? managerId;
  const outcome = assumed[task.form?.key ?? ''] ?? {};
  for (const item of task.checklist) {
    const evidence = { kind: 'link', url: 'https://rehearsal.invalid/', title: '' } as never;
    if (item.mandatory && !item.done && !send('tickChecklist', actor, { taskId: task.id, item: item.key, done: true, evidence })) return false;
  }
  return send('completeTask', actor, { taskId: task.id, documentId: null, outcome }) || send('skipTask', managerId, { taskId: task.id, reason: 'rehearsal' });
}

let sent = 0;
/** Sends a command to the run's own handlers, received an instant before now, so that a clock due now judges it in time. */
function send<N extends CommandName>(name: N, actor: string, args: CommandArgs[N]): boolean {
  const known = handlerOf(name);
  const command = { id: `rehearsal/${(sent += 1)}`, name, actor, asManager: true, receivedAt: Date.now() - 1, seenVersion: null, bodyHash: '', args } as Command<N>;
  try {
    known?.validator?.(command as never);
    known?.handle(command as never);
    return known !== undefined;
  } catch {
    return false;
  }
}

/** Everything that the task's clock would bring if nobody did anything, by the rules of the clock. */
function asIfLate(task: Task, { directory, calendars }: RunFacts, managerId: string): AsIfLate[] {
  const { clock } = task;
  const calendar = clock && calendars[clock.calendarId];
  if (!clock || !calendar) return [];
  const calendarOf = (person: string) => calendars[directory.people[person]?.calendarId ?? ''] ?? calendar;
  const { lines } = rehearseClock({ policy: clock.policy, calendar, at: clock.startedAt, severity: clock.severity?.level ?? null, peopleOf: (to) => peopleTold(to, task, directory, managerId), calendarOf });
  return lines.map(({ kind, index, round, at, people }) => ({ kind, index, round, at, people }));
}
