import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What boards and pieces are read by: work closed and pieces published in a period, a piece's tasks, and three types of events. */
export class IndexBoards1795485475000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX task_closed_at ON task (closed_at) WHERE closed_at IS NOT NULL;
      CREATE INDEX task_piece ON task (piece_id, opened_at) WHERE piece_id IS NOT NULL;
      CREATE INDEX run_closed_at ON run (closed_at) WHERE closed_at IS NOT NULL;
      CREATE INDEX piece_published ON piece (published_at) WHERE published_at IS NOT NULL;
      CREATE INDEX piece_live ON piece (id) WHERE state NOT IN ('published', 'dropped');
      CREATE INDEX run_event_rung ON run_event ((data ->> 'taskId')) WHERE type = 'RungFired';
      CREATE INDEX run_event_piece_added ON run_event ((data -> 'piece' ->> 'id')) WHERE type = 'PieceAdded';
      CREATE INDEX run_event_piece ON run_event ((data ->> 'pieceId')) WHERE data ? 'pieceId';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX task_closed_at, task_piece, run_closed_at, piece_published, piece_live, run_event_rung, run_event_piece_added, run_event_piece');
  }
}
