import type { ClockState } from '#contracts/clock';
import { changeSeverity, followsRun } from '#domain/clock/plan';
import type { Engine } from './engine.ts';
import type { Verb } from './commands.ts';

type Graded = ClockState['severity'];
const climb = (engine: Engine, clock: ClockState, severity: Graded, at: number): ClockState => changeSeverity(clock, engine.facts.calendarFor(clock.calendarId), { severity, at });

/** Verbs on how grave a run or a task is: clocks climb the ladder of that severity. */
export const SEVERITY_VERBS = {
  changeRunSeverity: ((engine, { args, actor, receivedAt }, cause) => {
    const severity: Graded = args.severity === null ? null : { level: args.severity, of: 'run' };
    const following = Object.values(engine.state.tasks).flatMap(({ id, closedAt, clock }) => (closedAt === null && clock && followsRun(clock) ? [[id, climb(engine, clock, severity, receivedAt)] as const] : []));
    engine.recorder.emit('RunSeverityChanged', { by: actor, severity: args.severity, reason: args.reason, clocks: Object.fromEntries(following) }, cause);
    return 'severity-changed';
  }) satisfies Verb<'changeRunSeverity'>,
  changeTaskSeverity: ((engine, { args, actor, receivedAt }, cause) => {
    const { run, tasks } = engine.state;
    const clock = tasks[args.taskId]?.clock;
    const level = args.severity ?? run.severity;
    const severity: Graded = level === null ? null : { level, of: args.severity === null ? 'run' : 'task' };
    const data = { taskId: args.taskId, by: actor, severity: args.severity, reason: args.reason };
    if (clock) engine.recorder.emit('TaskSeverityChanged', { ...data, clock: climb(engine, clock, severity, receivedAt) }, cause);
    return 'severity-changed';
  }) satisfies Verb<'changeTaskSeverity'>,
};
