import type { PieceCard, PieceStep, PieceWhole } from '#contracts/api/piece';
import type { CalendarSlice } from '#contracts/calendar';
import type { Duration } from '#contracts/duration';
import type { CheckLevel } from '#contracts/piece';
import type { Playbook } from '#contracts/playbook';
import type { ProcessDefinition } from '#contracts/process';
import type { Zone } from '#domain/calendar/zone';
import { expectedPublishing, stageOf, type Allowed } from '#domain/piece/expected';
import type { PieceRow, PieceTaskRow, StoredStep } from './piece-queries.ts';

/** What a piece's run goes by. */
export interface Ground {
  definition: ProcessDefinition;
  playbook: Playbook;
  slice: CalendarSlice;
  zone: Zone;
}
const [OPENS, CLOSES] = ['publishing.window.from', 'publishing.window.until'];

/** The window that the run's settings name, with the handbook section that it comes from. */
function windowOf({ definition, playbook, zone }: Ground): PieceCard['window'] {
  const [from, until] = [definition.settings[OPENS!], definition.settings[CLOSES!]];
  return typeof from === 'string' && typeof until === 'string' ? { from, until, timeZone: zone.timeZone, source: playbook.settings[OPENS!]?.source ?? playbook.source } : null;
}

function allowedBy({ tasks, groups }: ProcessDefinition): Allowed {
  const due = (key: string): Duration | null => tasks[key]?.policy.due ?? null;
  const check = (level: CheckLevel): Duration | null => due(`${level}-check`);
  return { production: due(groups['production']?.[0] ?? ''), checks: { daily: check('daily'), weekly: check('weekly'), final: check('final') }, publishing: due('publishing') };
}

/** A piece as lists show it, as of `now` (epoch ms). */
export function cardOf(row: PieceRow, open: readonly PieceTaskRow[], ground: Ground, now: number): PieceCard {
  const { runTitle, playbookSlug: _slug, playbookVersion: _version, settings: _settings, plannedAt, runBusyUntil, ...piece } = row;
  const tasks = open.filter(({ pieceId }) => pieceId === row.id).map(({ pieceId: _piece, ...task }) => task);
  const work = tasks.map(({ key, check, openedAt, dueAt }) => ({ key, check, openedAt, dueAt }));
  // Before anybody works on it, it waits for what its run does first.
  const before = runBusyUntil === null ? [] : [{ key: 'planning', check: null, openedAt: now, dueAt: runBusyUntil }];
  const window = windowOf(ground);
  const said = Date.parse(plannedAt ?? '');
  const expected = expectedPublishing(piece, { now, work: [...work, ...before], allowed: allowedBy(ground.definition), plannedAt: Number.isNaN(said) ? null : said, window, zone: ground.zone, slice: ground.slice });
  return { ...piece, runTitle, stage: stageOf(piece, work), expected, window, tasks };
}

interface Beside {
  path: StoredStep[];
  closed: PieceTaskRow[];
  points: Array<{ metric: string; value: number; at: number; source: string }>;
}

/** A piece whole, with what was read beside it. */
export function wholeOf(card: PieceCard, { path, closed, points }: Beside, { definition }: Ground): PieceWhole {
  const checkpoint = Object.values(definition.checkpoints)[0];
  return {
    ...card,
    path: path.flatMap(stepOf),
    history: closed.map(({ pieceId: _piece, ...task }) => task),
    nodes: (checkpoint?.nodes ?? []).map(({ key, afterMs }) => {
      const done = card.checkpoints.find(({ node }) => node === key);
      return { node: key, at: done?.at ?? (card.publishedAt === null ? null : card.publishedAt + afterMs), metrics: done?.metrics ?? null };
    }),
    metrics: (checkpoint?.metrics ?? []).map(({ metric, title, unit, floor }) => ({ metric, title, unit, floor, points: points.filter((point) => point.metric === metric).map(({ at, value, source }) => ({ at, value, source })) })),
  };
}

const KINDS: Partial<Record<StoredStep['type'], PieceStep['kind']>> = {
  PieceAdded: 'added', PieceMoved: 'moved', PieceChecked: 'checked', ReworkAsked: 'rework', ReworkCapReached: 'cap-reached', ReworkCapRaised: 'cap-raised', PiecePublished: 'published', CheckpointEvaluated: 'checkpoint',
};

function stepOf({ n, type, at, data }: StoredStep): PieceStep[] {
  const kind = KINDS[type];
  if (!kind) return [];
  const { state, check, by, reworks, checkpoint } = data as { state?: PieceStep['state']; check?: { level: CheckLevel; result: 'passed' | 'failed'; by: string; defects: PieceStep['defects'] }; by?: string; reworks?: number; checkpoint?: { node: string } };
  return [{ n, at, kind, state: state ?? null, level: check?.level ?? null, result: check?.result ?? null, by: check?.by ?? by ?? null, defects: check?.defects ?? [], reworks: reworks ?? null, node: checkpoint?.node ?? null }];
}
