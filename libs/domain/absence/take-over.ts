import type { Piece } from '#contracts/piece';
import type { Directory } from '#contracts/process';
import type { Task } from '#contracts/task';
import { standInFor } from '../task/assign.ts';
import { barredByPiece } from '../task/rules.ts';
import { isAway } from '../task/stand-in.ts';

type Coverable = Task & { managerId: string; piece: Pick<Piece, 'authors' | 'checks'> | null };

/**
 * Who gets an open task of somebody away, as the directory knows them to be; null when it stays where it is. Work that several may claim is left to
 * those who are there, and nobody is made to judge their own work (handbook 4.3).
 */
export function takesOver(person: string, task: Coverable, directory: Directory): string | null {
  const nobodyElse = task.assignee !== null || task.candidates.every((candidate) => isAway(candidate, directory));
  if (!nobodyElse) return null;
  const to = standInFor(person, { directory, managerId: task.managerId, excluded: barredFrom(task) });
  return to === task.assignee ? null : to;
}

/** Who may not do the task of another. */
const barredFrom = (task: Coverable): string[] => [...task.excluded, ...barredByPiece(task, task.piece)];
