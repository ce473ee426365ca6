import { condition } from '@temporalio/workflow';
import { closingOf } from '#domain/task/action-due';
import { RunHandle } from '../run-handle.ts';
import { interruptible, type Scope } from '../scope.ts';
import type { Engine } from '../engine.ts';
import type { TaskResult } from './task.ts';

/** Waits until the gate is met by evidence, or waived by a named person with a reason and an expiry. A waiver that runs out asks again. */
export async function passGate(run: RunHandle, gate: string): Promise<void> {
  await ask(run, gate, 1);
}

/** Looks after waivers for as long as the run lives: each that runs out opens its gate again, beside whatever step is under way. */
export async function watchWaivers(engine: Engine): Promise<never> {
  const scope: Scope = { prefix: 'gates/', alive: () => !engine.closed };
  const run = new RunHandle(engine, scope);
  for (const { gate, round } of engine.state.reopened) void interruptible(askAgain(run, gate, round));
  for (;;) {
    const isOver = ({ until }: { until: number }): boolean => engine.agenda.reached(until);
    await condition(() => !engine.closed && engine.state.waivers.some(isOver));
    const [expired, kept] = partition(engine.state.waivers, isOver);
    engine.state.waivers = kept;
    for (const { gate, by, round } of expired) {
      engine.recorder.emit('GateReopened', { gate, waivedBy: by }, { kind: 'clock', id: `waiver/${gate}/${round}` });
      engine.state.reopened = [...engine.state.reopened, { gate, round: round + 1 }];
      void interruptible(askAgain(run, gate, round + 1));
    }
  }
}

/** Kept in the state until it is settled, so that it goes on after continue-as-new. */
async function askAgain(run: RunHandle, gate: string, round: number): Promise<void> {
  await ask(run, gate, round);
  const { state } = run.engine;
  state.reopened = state.reopened.filter((asking) => asking.gate !== gate || asking.round !== round);
}

function partition<T>(items: T[], test: (item: T) => boolean): [T[], T[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}

async function ask(run: RunHandle, gate: string, round: number): Promise<void> {
  const definition = run.engine.state.definition.gates[gate];
  if (!definition) throw new Error(`the playbook has no gate ${gate}`);
  const { state, recorder } = run.engine;
  const block = `gate/${gate}/${round}`;
  const result = await run.task(definition.task, { block, subject: { gate }, onOpened: (taskId, cause) => recorder.emit('GateOpened', { gate, taskId }, cause) });
  const settled = `${run.scope.prefix}${block}/settled`;
  if (state.blocks[settled]) return;
  state.blocks[settled] = { id: result.taskId, done: true, result: null };
  settle(run, gate, round, result);
}

function settle(run: RunHandle, gate: string, round: number, { taskId, by, outcome }: TaskResult): void {
  const { state, recorder, facts } = run.engine;
  const cause = { kind: 'run', id: `${run.scope.prefix}gate/${gate}/${round}` } as const;
  if (outcome['decision'] !== 'waived') return recorder.emit('GateMet', { gate, taskId, by: by ?? '' }, cause);
  const until = closingOf(facts.calendar, String(outcome['until'])) ?? Date.now();
  state.waivers = [...state.waivers, { gate, by: by ?? '', until, date: String(outcome['until']), round }];
  recorder.emit('GateWaived', { gate, taskId, by: by ?? '', reason: String(outcome['reason'] ?? ''), until }, cause);
}
