import { patched } from '@temporalio/workflow';
import type { Duration } from '#contracts/duration';
import type { CheckLevel, Piece } from '#contracts/piece';
import type { Recurrence } from '#contracts/playbook';
import type { Engine } from '../engine.ts';
import type { RunHandle } from '../run-handle.ts';
import { checkPiece, ENTERED_AGAIN, isOpened, unsettledCheck } from './check.ts';
import type { TaskResult } from './task.ts';

/** Rhythm of the checks that look at unfinished work; the final check looks once, at the finished piece. */
const ROUNDS = { daily: 'checks.daily.every', weekly: 'checks.weekly.every' } as const;

export const pieceOf = (engine: Engine, pieceId: string): Piece => {
  const piece = engine.state.pieces[pieceId];
  if (!piece) throw new Error(`piece ${pieceId} has left the run`);
  return piece;
};

/** Whoever made it: who answers for the work, and who did it for them. */
export const makersOf = ({ state, by, helper }: TaskResult): string[] => (state === 'done' ? [by, helper] : []).filter((person): person is string => person !== null);

/** Emits only what changes something, so that a step entered again says nothing twice. */
export function movePiece(engine: Engine, pieceId: string, state: Piece['state'], authors: string[], id: string): void {
  const piece = pieceOf(engine, pieceId);
  const all = [...new Set([...piece.authors, ...authors])];
  if (piece.state === state && all.length === piece.authors.length) return;
  engine.recorder.emit('PieceMoved', { pieceId, state, authors: all }, { kind: 'run', id });
}

/** Makes, checks and publishes one piece (handbook 4.3, step 3). A piece that is out or dropped is left alone. */
export async function producePiece(run: RunHandle, pieceId: string, levels: readonly CheckLevel[]): Promise<void> {
  const { engine } = run;
  if (['published', 'dropped'].includes(pieceOf(engine, pieceId).state)) return;
  const key = `${run.scope.prefix}${pieceId}`;
  const made = isMade(run, pieceId) && patched(ENTERED_AGAIN);
  if (!made) movePiece(engine, pieceId, 'producing', [], `${key}/producing`);
  const makers = await workWithRounds(run, pieceId);
  if (!made) movePiece(engine, pieceId, 'checking', makers, `${key}/made`);
  for (const level of levels) {
    if (!made) movePiece(engine, pieceId, 'checking', [], `${key}/checking/${level}/${pieceOf(engine, pieceId).reworks}`);
    const passed = await passLevel(run, pieceId, level);
    if (!passed) return;
  }
  movePiece(engine, pieceId, 'ready', [], `${key}/ready`);
  await publish(run, pieceId);
}

/** Whether the code of this visit has begun before and all of the piece's production was done by then. */
function isMade({ engine, scope }: RunHandle, pieceId: string): boolean {
  const { blocks, tasks, definition } = engine.state;
  return (definition.groups['production'] ?? []).every((key) => (tasks[blocks[`${scope.prefix}${pieceId}/${key}`]?.id ?? '']?.closedAt ?? null) !== null);
}

/** Production tasks of the piece, with the daily and weekly rounds beside them; answers who made it. */
async function workWithRounds(run: RunHandle, pieceId: string): Promise<string[]> {
  const { scope } = run;
  let working = true;
  const besideWork = { prefix: scope.prefix, alive: () => working && scope.alive() };
  const rounds = (['daily', 'weekly'] as const).map((level) => run.beside(besideWork, (handle) => holdRounds(handle, run, pieceId, level)));
  const results = await run.tasks('production', { block: `${pieceId}/`, subject: { pieceId } });
  working = false;
  await Promise.all(rounds);
  return results.flatMap(makersOf);
}

/** Opens a check at each date of the rhythm while the work goes on; a check that has opened is always seen through. */
async function holdRounds(waiting: RunHandle, run: RunHandle, pieceId: string, level: 'daily' | 'weekly'): Promise<void> {
  let at = run.engine.state.enteredAt;
  for (let round = 1; ; round += 1) {
    const block = `${level}/round-${round}`;
    // One that had opened when this visit was entered again is seen through at once.
    if (!(isOpened(run, pieceId, block) && patched(ENTERED_AGAIN))) {
      at = await nextRound(run, at, run.setting(ROUNDS[level]) as unknown as Duration | Recurrence);
      await waiting.sleepUntil(at);
    }
    await checkPiece(run, pieceId, level, block, { timed: true });
  }
}

/** The next date of the rhythm that still lies ahead: rounds missed while a check was open are not made up. */
async function nextRound(run: RunHandle, after: number, rhythm: Duration | Recurrence): Promise<number> {
  let at = after;
  do at = await run.instantAfter(at, rhythm);
  while (at <= Date.now());
  return at;
}

/** A level is passed when its latest check of the present version passed; a version is what a rework made. */
async function passLevel(run: RunHandle, pieceId: string, level: CheckLevel): Promise<boolean> {
  for (;;) {
    const piece = pieceOf(run.engine, pieceId);
    if (piece.state === 'dropped') return false;
    const begun = unsettledCheck(run, pieceId, level);
    if (begun === null || !patched(ENTERED_AGAIN)) {
      if (piece.checks.filter((check) => check.level === level).at(-1)?.result === 'passed') return true;
      await checkPiece(run, pieceId, level, `${level}/after-${piece.checks.length}`);
    } else await checkPiece(run, pieceId, level, begun);
  }
}

async function publish(run: RunHandle, pieceId: string): Promise<void> {
  const { taskId, by, outcome } = await run.task('publishing', { block: `${pieceId}/publishing`, subject: { pieceId } });
  if (pieceOf(run.engine, pieceId).state === 'published') return;
  const text = (name: string): string => (typeof outcome[name] === 'string' ? outcome[name] : '');
  const at = Date.parse(text('publishedAt'));
  const published = { pieceId, by: by ?? '', at: Number.isNaN(at) ? Date.now() : at, platform: text('platform'), account: text('account'), link: text('link') };
  run.engine.recorder.emit('PiecePublished', published, { kind: 'run', id: `published/${taskId}` });
}
