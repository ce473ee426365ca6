import { allHandlersFinished, condition, continueAsNew, defineQuery, patched, setHandler, workflowInfo } from '@temporalio/workflow';
import type { Command } from '#contracts/commands';
import { PREVIEW_QUERY, VIEW_QUERY } from '#contracts/names';
import type { RunPreview, RunView } from '#contracts/view';
import { serveCommands } from './commands.ts';
import { Engine } from './engine.ts';
import { watchWaivers } from './blocks/gate.ts';
import { runSeries } from './blocks/series.ts';
import { previewOf } from './preview.ts';
import { startTurn } from './blocks/turn.ts';
import { withRaci } from './raci.ts';
import { RunHandle } from './run-handle.ts';
import { interruptible } from './scope.ts';
import { newState, upgraded, viewOf, type ProcessInput } from './state.ts';

/** A step of a process: does its work and names the next step; null once the run is closed. */
export type Step = (run: RunHandle) => Promise<string | null>;
export interface ProcessOptions {
  /** What comes after the last step, when somebody skips it: the end, or the next turn. */
  cyclic?: boolean;
}
export interface RunResult {
  outcome: string | null;
}

/** Continue-as-new at the next quiet moment over one of these (architecture.md). */
const HISTORY_LIMITS = { events: 4_000, bytes: 8 * 1024 * 1024, updates: 1_000 };

/** A process as a list of named steps; everything else about a run lives behind it. */
export function process(steps: Record<string, Step>, options: ProcessOptions = {}): (input: ProcessInput) => Promise<RunResult> {
  return async (input) => {
    const engine = new Engine('carried' in input ? upgraded(input.carried) : newState(input));
    engine.agenda.byStrokes = patched('2026-11-time-by-strokes');
    setHandler(defineQuery<RunView>(VIEW_QUERY), () => viewOf(engine.state));
    setHandler(defineQuery<RunPreview, [Command]>(PREVIEW_QUERY), (command) => previewOf(engine.state, command));
    // First, because a command that came with the start is carried out as soon as it is served.
    if (!('carried' in input)) engine.recorder.emit('RunStarted', { run: engine.state.run }, { kind: 'command', id: input.commandId, actor: input.startedBy });
    serveCommands(engine);
    const background = [engine.recorder.pump(), engine.agenda.run(), engine.agenda.replan(), watchWaivers(engine), ...seriesOf(engine)];
    // Main
    const ended = walk(engine, steps, options).then(() => 'ended' as const);
    const next = await Promise.race([ended, full(engine).then(() => 'full' as const), ...background]);
    if (next === 'full' && !engine.closed) await continueAsNew<(input: ProcessInput) => Promise<RunResult>>({ carried: engine.state });
    await engine.recorder.drained();
    await condition(allHandlersFinished);
    return { outcome: engine.state.run.outcome };
  };
}

/** Walks from step to step until the run is closed. After continue-as-new it goes on inside the step under way. */
async function walk(engine: Engine, steps: Record<string, Step>, { cyclic }: ProcessOptions): Promise<void> {
  while (!engine.closed) {
    if (engine.state.next !== null) engine.enterStep();
    const key = engine.state.run.step ?? '';
    const step = steps[key];
    if (!step) throw new Error(`the process has no step ${key}`);
    const run = new RunHandle(engine, engine.stepScope());
    const next = await interruptible(withRaci(run, step));
    if (engine.closed) return;
    if (next === 'interrupted' && engine.takeReentry()) continue;
    if (next !== 'interrupted' && next !== null) leave(engine, key, next);
    if (engine.state.next === null) afterLastStep(engine, run, cyclic === true);
  }
}

function leave(engine: Engine, key: string, next: string): void {
  engine.leaveStep('completed', { to: next, by: null, reason: null }, { kind: 'run', id: `leave/${key}/${engine.state.run.visit}` });
}

function afterLastStep(engine: Engine, run: RunHandle, cyclic: boolean): void {
  if (cyclic) engine.state.next = startTurn(engine, []);
  else run.close('completed');
}

/** Meeting series of the playbook: each waits until a step starts it. */
function seriesOf(engine: Engine): Array<Promise<never>> {
  const keys = Object.keys(engine.state.definition.meetings);
  return keys.map((key) => runSeries(engine, key, () => condition(() => engine.state.series[key]?.active === true && !engine.closed)));
}

const full = (engine: Engine): Promise<void> =>
  condition(() => {
    const { historyLength, historySize, continueAsNewSuggested } = workflowInfo();
    const over = historyLength > HISTORY_LIMITS.events || historySize > HISTORY_LIMITS.bytes || engine.commandsHandled > HISTORY_LIMITS.updates;
    return (continueAsNewSuggested || over) && allHandlersFinished();
  });
