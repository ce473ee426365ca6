import type { Defect } from './task.ts';
import type { Text } from './text.ts';

export const PIECE_STATES = ['planned', 'producing', 'checking', 'rework', 'ready', 'published', 'dropped'] as const;
export type PieceState = (typeof PIECE_STATES)[number];
export const CHECK_LEVELS = ['daily', 'weekly', 'final'] as const;
export type CheckLevel = (typeof CHECK_LEVELS)[number];

export interface PieceCheck {
  level: CheckLevel;
  result: 'passed' | 'failed';
  by: string;
  at: number;
  defects: Defect[];
  taskId: string;
  /** Who did it for `by`, who had delegated it. */
  helper?: string;
}
export interface MetricVerdict {
  metric: string;
  floor: number;
  value: number | null;
  verdict: 'ok' | 'under' | 'missing';
}
export interface PieceCheckpoint {
  node: string;
  at: number;
  metrics: MetricVerdict[];
}

/** 作品: one video. */
export interface Piece {
  id: string;
  runId: string;
  turn: number;
  title: string;
  format: string;
  account: string;
  contentType: string;
  owner: string | null;
  state: PieceState;
  authors: string[];
  checks: PieceCheck[];
  reworks: number;
  reworkCap: number;
  publishedAt: number | null;
  publishedBy: string | null;
  platform: string | null;
  link: string | null;
  checkpoints: PieceCheckpoint[];
  version: number;
}
/** Title shown when a manager named none. */
export type PieceTitle = Text;
