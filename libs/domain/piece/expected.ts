import type { CalendarSlice } from '#contracts/calendar';
import type { Duration } from '#contracts/duration';
import { CHECK_LEVELS, type CheckLevel, type Piece } from '#contracts/piece';
import { addDuration } from '../calendar/working-time.ts';
import type { Zone } from '../calendar/zone.ts';
import { windowAfter, windowVerdict, type PublishingWindow } from './window.ts';

/** Where a piece stands on its way: its state, or while it is checked the level. */
export type PieceStage = Exclude<Piece['state'], 'checking'> | CheckLevel;
/** An open task about a piece. */
export interface PieceWork {
  key: string;
  check: CheckLevel | null;
  openedAt: number;
  /** Null while its clock is stopped, or without one. */
  dueAt: number | null;
}
/** What the run's playbook allows for what is still to come. */
export interface Allowed {
  production: Duration | null;
  checks: Record<CheckLevel, Duration | null>;
  publishing: Duration | null;
}
export interface Expected {
  at: number;
  /** It was published then; the publishing plan says so; or the run's clocks come to it. */
  basis: 'published' | 'planned' | 'clocks';
  /** Null where the playbook names no window. */
  window: 'inside' | 'outside' | null;
  /** Between when and when it can go out by the clocks; null for what people said. */
  earliest: number | null;
  latest: number | null;
}
export interface Outlook {
  now: number;
  work: readonly PieceWork[];
  allowed: Allowed;
  /** What the turn's publishing plan says, if anything. */
  plannedAt: number | null;
  window: PublishingWindow | null;
  zone: Zone;
  slice: CalendarSlice;
}

/** The level that looks at it now: of an open check, else the first that its present version has not passed. */
export function stageOf(piece: Pick<Piece, 'state' | 'checks'>, work: readonly PieceWork[]): PieceStage {
  if (piece.state !== 'checking') return piece.state;
  return work.findLast(({ check }) => check !== null)?.check ?? levelsAhead(piece)[0] ?? 'final';
}

const levelsAhead = ({ checks }: Pick<Piece, 'checks'>): CheckLevel[] => CHECK_LEVELS.filter((level) => checks.findLast((check) => check.level === level)?.result !== 'passed');

/**
 * When a piece goes out (epoch ms), or null when it never will. By the run's clocks it can once everything open is done by its due time (or now) and what is still to come
 * has taken the time allowed; it must by the time allowed for publishing. The first publishing window that opens in between is when it does: inside; else at the latest: outside.
 */
export function expectedPublishing(piece: Pick<Piece, 'state' | 'checks' | 'publishedAt'>, outlook: Outlook): Expected | null {
  const { window, zone, now, plannedAt } = outlook;
  const said = (at: number, basis: 'published' | 'planned'): Expected => ({ at, basis, window: window && windowVerdict(at, window, zone), earliest: null, latest: null });
  if (piece.publishedAt !== null) return said(piece.publishedAt, 'published');
  if (piece.state === 'dropped') return null;
  if (plannedAt !== null && plannedAt >= now) return said(plannedAt, 'planned');
  const { earliest, latest } = reach(piece, outlook);
  const opening = window && windowAfter(earliest, window, zone).from;
  const fits = opening !== null && opening <= latest;
  return { at: fits ? Math.max(earliest, opening) : latest, basis: 'clocks', window: window && (fits ? 'inside' : 'outside'), earliest, latest };
}

function reach(piece: Pick<Piece, 'state' | 'checks'>, { now, work, allowed, slice }: Outlook): { earliest: number; latest: number } {
  const publishing = work.find(({ key }) => key === 'publishing');
  if (publishing) return { earliest: now, latest: Math.max(now, publishing.dueAt ?? now) };
  const busy = Math.max(now, ...work.map(({ dueAt }) => dueAt ?? now));
  const open = new Set(work.map(({ check }) => check));
  const ahead = [
    ...(piece.state === 'planned' ? [allowed.production] : []),
    ...levelsAhead(piece).filter((level) => !open.has(level)).map((level) => allowed.checks[level]),
  ];
  const after = (from: number, length: Duration | null): number => {
    const reached = length === null ? null : addDuration(slice, from, length);
    return reached && 'at' in reached ? reached.at : from;
  };
  const earliest = piece.state === 'ready' ? now : ahead.reduce(after, busy);
  return { earliest, latest: after(earliest, allowed.publishing) };
}
