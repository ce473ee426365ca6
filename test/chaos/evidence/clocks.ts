import type { ClockState, Deadline } from '#contracts/clock';
import type { Task } from '#contracts/task';
import { dueDeadlines } from '#domain/clock/fire';
import { naiveDeadlines, type Undisturbed } from './naive-clock.ts';
import { CLOSING, type AudiencedEvent, type RunRecord, type Violation } from './record.ts';

/** A clock that nobody looks at for so long after its time, in a run that is still open, is taken for lost. */
const LATEST_MS = 15_000;

interface Life {
  task: Task;
  clock: ClockState;
  fired: Array<{ deadline: Deadline; at: number; n: number }>;
  /** Nothing but its own deadlines and new due times ever moved this clock. */
  undisturbed: boolean;
  dues: Undisturbed['dues'];
}

/**
 * Every promise of every clock: each deadline fires once, none before its time, none is missing by the time its task was closed. What is
 * missing is told twice over: by the clock as recorded, and for clocks that nobody acknowledged, paused or annulled by arithmetic of our own.
 */
export function judgeClocks({ runId, closedAt, events, commands }: RunRecord, readAt: number): Violation[] {
  const found: Violation[] = [];
  const report = (detail: string): void => void found.push({ kind: 'clock', runId, detail });
  const lives = new Map<string, Life>();
  const causes = new Map<string, number>();
  const received = new Map(commands.map(({ id, body }) => [id, body.receivedAt]));
  /** A run goes on in the breath of the command that it took: what fell due between the two was moot already. */
  let breath = { at: 0, receivedAt: Infinity };
  const end = (life: Life, limit: number, last: number, n: number | null): void => {
    for (const { kind, index, at } of dueDeadlines(life.clock, limit)) report(`task ${life.task.id}: ${kind} ${index} was due at ${at}, never fired, and the task ended at ${limit}${n === null ? '' : ` (event ${n})`}`);
    if (life.undisturbed) for (const detail of naiveDeadlines({ task: life.task, dues: life.dues, fired: life.fired, limit, last })) report(`task ${life.task.id}: ${detail}`);
  };
  for (const event of events) {
    const { type, cause, data, at, n } = event;
    if (cause.kind === 'clock') {
      const twice = causes.get(cause.id);
      if (twice !== undefined) report(`${cause.id} fired twice, at events ${twice} and ${n}`);
      causes.set(cause.id, n);
    }
    if (cause.kind === 'command') breath = { at, receivedAt: Math.min(received.get(cause.id) ?? at, breath.at === at ? breath.receivedAt : Infinity) };
    if (type === 'TaskOpened') {
      if (data.task.clock) lives.set(data.task.id, { task: data.task, clock: data.task.clock, fired: [], undisturbed: true, dues: [] });
      continue;
    }
    if ('clocks' in data) for (const [id, clock] of Object.entries(data.clocks)) moved(lives.get(id), clock);
    const life = 'taskId' in data && typeof data.taskId === 'string' ? lives.get(data.taskId) : undefined;
    if (!life) continue;
    if ('deadline' in data && at < data.deadline.at) report(`${cause.id} fired at ${at}, before its time ${data.deadline.at} (event ${n})`);
    follow(life, event);
    if (!CLOSING.includes(type)) continue;
    // What lapses does so instead of being breached.
    if (type === 'TaskLapsed' && at < life.clock.dueAt) report(`task ${life.task.id} lapsed at ${at}, before ${life.clock.dueAt} (event ${n})`);
    if (type !== 'TaskLapsed') end(life, breath.at === at ? Math.min(at, breath.receivedAt) : at, at, n);
    lives.delete(life.task.id);
  }
  if (closedAt === null) for (const life of lives.values()) end(life, readAt - LATEST_MS, readAt, null);
  return found;
}

function moved(life: Life | undefined, clock: ClockState): void {
  if (!life || JSON.stringify(life.clock) === JSON.stringify(clock)) return;
  life.clock = clock;
  life.undisturbed = false;
}

function follow(life: Life, event: AudiencedEvent): void {
  const { type, data, at, n } = event;
  if ('clock' in data && data.clock) life.clock = data.clock;
  if ('deadline' in data) life.fired.push({ deadline: data.deadline, at, n });
  else if (type === 'TaskDueChanged') life.dues.push({ dueAt: data.dueAt, at, n });
  else if ('clock' in data) life.undisturbed = false;
}
