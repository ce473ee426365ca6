import type { RunEvent } from '#contracts/events';
import type { Piece } from '#contracts/piece';

/** The piece's row after `event`; the same row when the event is not about it. */
export function foldPiece(row: Piece | null, event: RunEvent): Piece | null {
  if (event.type === 'PieceAdded') return row === null || row.id === event.data.piece.id ? event.data.piece : row;
  if (row === null || !('pieceId' in event.data) || event.data.pieceId !== row.id) return row;
  return { ...row, ...changes(row, event), version: row.version + 1 };
}

function changes(row: Piece, event: RunEvent): Partial<Piece> {
  switch (event.type) {
    case 'PieceMoved':
      return { state: event.data.state, authors: event.data.authors };
    case 'PieceChecked':
      return { checks: [...row.checks, event.data.check] };
    case 'ReworkAsked':
      return { reworks: event.data.reworks, state: 'rework' };
    case 'ReworkCapRaised':
      return { reworkCap: event.data.cap };
    case 'PiecePublished': {
      const { by, at, platform, account, link } = event.data;
      return { state: 'published', publishedBy: by, publishedAt: at, platform, account, link };
    }
    case 'CheckpointEvaluated':
      return { checkpoints: [...row.checkpoints, event.data.checkpoint] };
    default:
      return {};
  }
}
