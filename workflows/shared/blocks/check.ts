import { patched } from '@temporalio/workflow';
import type { CheckLevel, PieceCheck } from '#contracts/piece';
import type { Defect } from '#contracts/task';
import type { RunHandle } from '../run-handle.ts';
import type { TaskResult } from './task.ts';
import { makersOf, movePiece, pieceOf } from './production.ts';

/**
 * The code of a visit begins again: after continue-as-new, when a task of it is taken back, when work comes straight back. It then goes on
 * with what had begun, where releases before this began it anew.
 */
export const ENTERED_AGAIN = '2026-11-entered-again';

/** One check of a piece at one level; a failed one is followed by its rework, or beyond the cap by the manager's decision. One that was settled answers at once. */
export async function checkPiece(run: RunHandle, pieceId: string, level: CheckLevel, block: string, { timed = false } = {}): Promise<void> {
  const { blocks } = run.engine.state;
  const settled = `${run.scope.prefix}${pieceId}/${block}${SETTLED}`;
  if (blocks[settled]) return;
  const result = await run.task(`${level}-check`, { block: `${pieceId}/${block}`, subject: { pieceId, check: level }, excluded: barred(run, pieceId, level), timed });
  const check = recordCheck(run, pieceId, level, result);
  if (check.result === 'failed') await rework(run, pieceId, `${pieceId}/${block}`, check.defects);
  blocks[settled] = { id: pieceId, done: true, result: null };
}

const SETTLED = '/settled';
export const isOpened = ({ engine, scope }: RunHandle, pieceId: string, block: string): boolean => `${scope.prefix}${pieceId}/${block}` in engine.state.blocks;

/** A check after the work that was opened in this visit and is not through yet, its rework included; null when there is none. */
export function unsettledCheck({ engine, scope }: RunHandle, pieceId: string, level: CheckLevel): string | null {
  const { blocks } = engine.state;
  const start = `${scope.prefix}${pieceId}/`;
  const names = Object.keys(blocks).flatMap((key) => (key.startsWith(`${start}${level}/after-`) && !key.slice(start.length + level.length + 1).includes('/') ? [key.slice(start.length)] : []));
  return names.find((name) => !blocks[`${start}${name}${SETTLED}`]) ?? null;
}

/** Authors, whoever is at work on it now, and those who checked at another level (handbook 4.3). */
function barred(run: RunHandle, pieceId: string, level: CheckLevel): string[] {
  const { tasks } = run.engine.state;
  const piece = pieceOf(run.engine, pieceId);
  const atWork = Object.values(tasks).filter((task) => task.subject.pieceId === pieceId && !task.subject.check && task.step === run.engine.state.run.step);
  const makers = atWork.flatMap((task) => [task.closedBy, task.assignee, task.delegation?.to ?? null]).filter((person): person is string => person !== null);
  return [...new Set([...piece.authors, ...makers, ...piece.checks.filter((check) => check.level !== level).flatMap((check) => [check.by, ...(check.helper ? [check.helper] : [])])])];
}

function recordCheck(run: RunHandle, pieceId: string, level: CheckLevel, { taskId, by, helper, outcome }: TaskResult): PieceCheck {
  const done = pieceOf(run.engine, pieceId).checks.find((check) => check.taskId === taskId);
  if (done) return done;
  const defects = (Array.isArray(outcome['defects']) ? outcome['defects'] : []) as unknown as Defect[];
  const check: PieceCheck = { level, result: outcome['decision'] === 'passed' ? 'passed' : 'failed', by: by ?? '', at: Date.now(), defects, taskId, ...(helper ? { helper } : {}) };
  run.engine.recorder.emit('PieceChecked', { pieceId, check }, { kind: 'run', id: `checked/${taskId}` });
  return check;
}

async function rework(run: RunHandle, pieceId: string, block: string, defects: Defect[]): Promise<void> {
  const { engine } = run;
  const cause = { kind: 'run', id: `${run.scope.prefix}${block}/rework` } as const;
  // Asked once: met again after continue-as-new, this rework itself would count towards the cap.
  if (!engine.state.blocks[`${cause.id}/asked`]) {
    if (!(await withinCap(run, pieceId, block))) return;
    engine.recorder.emit('ReworkAsked', { pieceId, reworks: pieceOf(engine, pieceId).reworks + 1 }, cause);
    engine.state.blocks[`${cause.id}/asked`] = { id: pieceId, done: true, result: null };
  } else if (isWaitedFor(run, `${block}/rework`) && patched(ENTERED_AGAIN)) movePiece(engine, pieceId, 'rework', [], `${cause.id}/again/${engine.state.run.lastEvent}`);
  const author = pieceOf(engine, pieceId).authors.at(-1);
  const result = await run.task('rework', { block: `${block}/rework`, subject: { pieceId, defects }, ...(author ? { assign: { person: author } } : {}) });
  movePiece(engine, pieceId, 'checking', makersOf(result), `${cause.id}/done`);
}

/** Whether its task is open, or to be opened again. */
function isWaitedFor({ engine, scope }: RunHandle, block: string): boolean {
  const { blocks, tasks } = engine.state;
  const task = tasks[blocks[`${scope.prefix}${block}`]?.id ?? ''];
  return !task || task.closedAt === null;
}

/** At the cap the run's manager decides: another round of reworks, or the piece is dropped. */
async function withinCap(run: RunHandle, pieceId: string, block: string): Promise<boolean> {
  const { engine } = run;
  const { reworks, reworkCap } = pieceOf(engine, pieceId);
  if (reworks < reworkCap) return true;
  const id = `${run.scope.prefix}${block}/cap`;
  if (!engine.state.blocks[`${id}/reached`]) {
    engine.recorder.emit('ReworkCapReached', { pieceId, reworks, to: [{ kind: 'manager' }] }, { kind: 'run', id: `${id}/reached` });
    engine.state.blocks[`${id}/reached`] = { id: pieceId, done: true, result: null };
  }
  const { outcome, by } = await run.task('rework-decision', { block: `${block}/cap`, subject: { pieceId, decides: true } });
  if (outcome['decision'] === 'drop') {
    movePiece(engine, pieceId, 'dropped', [], `${id}/dropped`);
    return false;
  }
  engine.recorder.emit('ReworkCapRaised', { pieceId, cap: pieceOf(engine, pieceId).reworkCap + Math.max(1, Number(engine.setting('rework.cap'))), by: by ?? '' }, { kind: 'run', id: `${id}/raised` });
  return true;
}
