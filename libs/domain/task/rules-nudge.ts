import type { CalendarSlice } from '#contracts/calendar';
import type { Duration } from '#contracts/duration';
import { FAILURES } from '#contracts/failures';
import type { Task } from '#contracts/task';
import { addDuration } from '../calendar/working-time.ts';
import { actingOn, partsOf } from './part.ts';
import { forbid, refuse, type Rule } from './rule.ts';

/** The setting for how long a task is left alone after it was pressed (handbook 4.3, ours). A playbook without it knows no nudging. */
export const NUDGE_SETTING = 'nudge.cool-down';

/** Until when (epoch ms) a task may not be pressed again; null when it was not pressed before, or nobody can tell. */
export function nudgedUntil({ nudged }: Pick<Task, 'nudged'>, coolDown: Duration, calendar: CalendarSlice): number | null {
  const reached = nudged && addDuration(calendar, nudged.at, coolDown);
  return reached && 'at' in reached ? reached.at : null;
}

/** 催办: for whoever stands above the task or waits for it, about somebody else's turn, and not again at once. */
export const nudge: Rule<'nudgeTask'> = (task, { actor, asManager, receivedAt }, { startedBy, nudging }) => {
  if (!nudging) return forbid('its playbook knows no nudging', 'no-nudge');
  if (actingOn(task).every((person) => person === actor)) return forbid('it is your own turn', 'own-turn', actor);
  const waits = asManager || [startedBy, task.accountable].includes(actor) || partsOf(task).get(actor) === 'wait';
  if (!waits) return forbid('you neither stand above this task nor wait for it', 'not-waiting');
  const { until } = nudging;
  return until !== null && receivedAt < until ? refuse(FAILURES.forbidden, 'it was pressed a short while ago', { rule: 'nudge-cool-down', by: task.nudged?.by ?? null, at: until }) : null;
};
