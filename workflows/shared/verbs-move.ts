import type { Command } from '#contracts/commands';
import { FAILURES } from '#contracts/failures';
import type { ProcessDefinition } from '#contracts/process';
import type { Task } from '#contracts/task';
import { repolicyClock } from '#domain/clock/repolicy';
import { homeless } from '#domain/run/move';
import type { Refusal } from '#domain/task/rules';
import { forgetLeftSteps } from './left-step.ts';
import type { Verb } from './commands.ts';
import type { Engine } from './engine.ts';

/** The step under way after the move: itself, or where the mapping sends it. */
const stepAfter = ({ state }: Engine, steps: Record<string, string>): string => (Object.hasOwn(steps, state.run.step ?? '') ? (steps[state.run.step ?? ''] ?? '') : (state.run.step ?? ''));

/** Refuses a version that has no place for where the run stands; what a mapping leaves behind needs none. */
export function judgeMove(engine: Engine, command: Command): Refusal | null {
  if (command.name !== 'moveRun') return null;
  const { definition, steps } = (command as Command<'moveRun'>).args;
  const { state } = engine;
  const same = definition.version === state.definition.version && JSON.stringify(definition) === JSON.stringify(state.definition);
  if (same) return { type: FAILURES.forbidden, message: 'the run is on this version already', detail: { rule: 'same-version' } };
  const left = stepAfter(engine, steps) === state.run.step ? null : `${state.run.step}/${state.run.visit}/`;
  return homeless(state, definition, stepAfter(engine, steps), left);
}

/** A run on another version of its playbook. Open tasks keep title, checklist and form; their clocks count by the new version from now on. */
export const MOVE_VERBS = {
  moveRun: ((engine, { args, actor, receivedAt }, cause) => {
    const { definition, steps, reason } = args;
    const { state, recorder } = engine;
    const from = state.definition.version;
    const step = stepAfter(engine, steps);
    if (step !== state.run.step) engine.leaveStep('moved', { to: step, by: actor, reason }, cause);
    const open = Object.values(state.tasks).filter((task) => task.closedAt === null);
    state.definition = definition;
    forgetLeftSteps(state);
    // Roles and teams that only the new version names are asked for before anything opens.
    state.facts = { ...state.facts, directory: { ...state.facts.directory, asOf: 0 } };
    const stepTitle = definition.steps.find(({ key }) => key === state.run.step)?.title ?? state.run.stepTitle;
    recorder.emit('RunMoved', { by: actor, reason, from, to: definition.version, settings: definition.settings, stepTitle, tasks: open.map(({ id }) => id) }, cause);
    for (const task of open) repolicy(engine, task, definition, { by: actor, reason, at: receivedAt }, cause);
    return 'moved';
  }) satisfies Verb<'moveRun'>,
};

function repolicy(engine: Engine, task: Task, definition: ProcessDefinition, { by, reason, at }: { by: string; reason: string; at: number }, cause: Parameters<Verb<'moveRun'>>[2]): void {
  const policy = definition.tasks[task.key]?.policy;
  if (!task.clock || !policy) return;
  const clock = repolicyClock(task.clock, policy, engine.facts.calendarFor(task.clock.calendarId), at, { by, reason });
  if (clock === task.clock) return;
  if (clock.dueAt === task.clock.dueAt || clock.paused) return engine.recorder.emit('ClockReplanned', { taskId: task.id, clock }, cause);
  engine.recorder.emit('TaskDueChanged', { taskId: task.id, by, reason, dueAt: clock.dueAt, clock }, cause);
}
