import type { ClockState } from '#contracts/clock';
import type { Run } from '#contracts/run';
import type { Task } from '#contracts/task';
import { pauseClock, resumeClock } from '#domain/clock/plan';
import { isHeld } from '#domain/run/pauses';
import type { Engine } from './engine.ts';

const openWith = (engine: Engine, belongs: (task: Task) => boolean): Task[] => Object.values(engine.state.tasks).filter((task) => task.closedAt === null && task.clock !== null && belongs(task));
const clocksOf = (tasks: Task[], move: (task: Task, clock: ClockState) => ClockState): Record<string, ClockState> => Object.fromEntries(tasks.map((task) => [task.id, move(task, task.clock!)]));

/** Clocks of the open tasks that belong, stopped at `at` (epoch ms) where their policy lets them stop. */
export function pausedClocks(engine: Engine, at: number, belongs: (task: Task) => boolean): Record<string, ClockState> {
  return clocksOf(openWith(engine, belongs), (_task, clock) => pauseClock(clock, engine.facts.calendarFor(clock.calendarId), at));
}

/** Clocks of the open tasks that belong, going on at `at` unless another pause still holds them; `run` as it will be. */
export function resumedClocks(engine: Engine, at: number, run: Pick<Run, 'pause' | 'stepPause'>, belongs: (task: Task) => boolean = () => true): Record<string, ClockState> {
  return clocksOf(openWith(engine, belongs), (task, clock) => (isHeld(task, run) ? clock : resumeClock(clock, engine.facts.calendarFor(clock.calendarId), at)));
}
