import { uuid4 } from '@temporalio/workflow';
import type { Piece } from '#contracts/piece';
import type { Engine } from '../engine.ts';
import { openActions } from './meeting.ts';

interface PlannedPiece {
  title: string;
  format: string;
  account: string;
  contentType?: string;
}

/** Ends a turn and begins the next with the open actions; `turns.max` of 0 means without end. Answers the first step, or null after the last turn. */
export function startTurn(engine: Engine, carryOver: string[]): string | null {
  const { state, recorder } = engine;
  const max = engine.setting('turns.max');
  if (typeof max === 'number' && max > 0 && state.run.turn >= max) {
    const cause = { kind: 'run', id: 'close/completed' } as const;
    engine.cancelAll('completed', cause);
    recorder.emit('RunClosed', { outcome: 'completed' }, cause);
    return null;
  }
  const turn = state.run.turn + 1;
  recorder.emit('TurnStarted', { turn, carriedOver: [...new Set([...carryOver, ...openActions(engine)])] }, { kind: 'run', id: `turn/${turn}` });
  for (const piece of Object.values(state.pieces)) if (piece.turn < turn) delete state.pieces[piece.id];
  for (const meeting of Object.values(state.meetings)) if (meeting.state !== 'scheduled') delete state.meetings[meeting.id];
  for (const task of Object.values(state.tasks)) if (task.closedAt !== null) delete state.tasks[task.id];
  for (const key of Object.keys(state.blocks)) if (!key.startsWith('free/') || !state.tasks[state.blocks[key]?.id ?? '']) delete state.blocks[key];
  state.returns = [];
  return state.definition.steps[0]?.key ?? null;
}

/** Adds the pieces of this turn as the run's input names them; a step entered again finds them there. */
export function planPieces(engine: Engine): void {
  const { state, recorder } = engine;
  if (Object.values(state.pieces).some((piece) => piece.turn === state.run.turn)) return;
  const planned = (state.input['pieces'] ?? []) as unknown as PlannedPiece[];
  for (const [index, plan] of planned.entries()) {
    recorder.emit('PieceAdded', { piece: newPiece(engine, plan) }, { kind: 'run', id: `turn/${state.run.turn}/piece/${index}` });
  }
}

function newPiece(engine: Engine, plan: PlannedPiece): Piece {
  const { run } = engine.state;
  return {
    id: uuid4(), runId: run.id, turn: run.turn, title: plan.title, format: plan.format, account: plan.account,
    contentType: plan.contentType ?? run.contentType ?? '', owner: null, state: 'planned', authors: [], checks: [], reworks: 0,
    reworkCap: Number(engine.setting('rework.cap')), publishedAt: null, publishedBy: null, platform: null, link: null, checkpoints: [], version: 1,
  };
}
