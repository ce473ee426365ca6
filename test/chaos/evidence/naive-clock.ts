import type { Deadline } from '#contracts/clock';
import type { Duration } from '#contracts/duration';
import type { Task } from '#contracts/task';
import { LATE_MS } from '#domain/clock/fire';

/** A clock that nothing but its own deadlines and new due times moved. `limit`: what was due by then had to fire; `last`: nothing after it could. */
export interface Undisturbed {
  task: Task;
  dues: Array<{ dueAt: number; at: number; n: number }>;
  fired: Array<{ deadline: Deadline; at: number; n: number }>;
  limit: number;
  last: number;
}

/** Breach and rungs worked out again from the policy in whole seconds, without the rules of libs/domain; what does not agree. */
export function naiveDeadlines({ task, dues, fired, limit, last }: Undisturbed): string[] {
  const policy = task.clock!.policy;
  const due = elapsedMs(policy.due);
  const rungs = policy.ladder.map(({ after }) => elapsedMs(after));
  // Working time is libs/domain's own matter, with its own naive count; an outage of a minute moves the rungs behind it.
  if (due === null || rungs.includes(null) || task.clock!.basis.kind !== 'policy' || fired.some(({ deadline, at }) => at - deadline.at > LATE_MS)) return [];
  const found: string[] = [];
  const epochs = [{ dueAt: task.clock!.startedAt + due, n: 0 }, ...dues].map((epoch, index, all) => ({ ...epoch, until: all[index + 1]?.n ?? Infinity, endedAt: all[index + 1] ? dues[index]!.at : limit }));
  const done = new Set<number>();
  for (const { dueAt, n: from, until, endedAt } of epochs) {
    const here = fired.filter(({ n }) => n > from && n < until);
    const breach = here.filter(({ deadline }) => deadline.kind === 'breach');
    if (breach.length > 1) found.push(`breached ${breach.length} times for one due time ${dueAt}`);
    if (breach.some(({ deadline }) => deadline.at !== dueAt)) found.push(`breached at ${breach[0]!.deadline.at}, due at ${dueAt}`);
    if (until === Infinity && breach.length === 0 && dueAt <= endedAt && dues.length === 0) found.push(`was due at ${dueAt}, ended at ${endedAt}, never breached`);
    for (const [index, after] of rungs.entries()) {
      const shots = here.filter(({ deadline }) => deadline.kind === 'rung' && deadline.index === index);
      if (shots.length + (done.has(index) ? 1 : 0) > 1) found.push(`rung ${index} fired twice`);
      if (shots.some(({ deadline, at }) => deadline.at !== dueAt + after! || at < dueAt + after! || at > last)) found.push(`rung ${index} fired at ${shots[0]!.at} for ${shots[0]!.deadline.at}, its time is ${dueAt + after!}`);
      if (until === Infinity && shots.length === 0 && !done.has(index) && dueAt + after! <= endedAt) found.push(`rung ${index} was due at ${dueAt + after!}, the task ended at ${endedAt}, and it never fired`);
      if (shots.length > 0) done.add(index);
    }
  }
  return found;
}

/** Ms of a duration that counts elapsed time; null for one that counts working time. */
function elapsedMs(duration: Duration): number | null {
  const iso = 'clock' in duration ? duration.clock : duration.working;
  const seconds = /^PT(?:(\d+)M)?(?:(\d+)S)?$/.exec(iso);
  if (!seconds) return null;
  const ms = (Number(seconds[1] ?? 0) * 60 + Number(seconds[2] ?? 0)) * 1_000;
  return 'working' in duration && ms >= 60_000 ? null : ms;
}
