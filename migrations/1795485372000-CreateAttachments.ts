import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Links and files at tasks. A file's row comes before its bytes and is `ready` after them, so that an upload which broke off is found; one
 * that was deleted can be brought back until it is doomed, and then its bytes go.
 */
export class CreateAttachments1795485372000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE attachment (
        id uuid PRIMARY KEY,
        task_id uuid NOT NULL,
        run_id uuid NOT NULL,
        author text NOT NULL,
        kind text NOT NULL CHECK (kind IN ('link', 'file')),
        name text NOT NULL,
        url text,
        type text,
        size bigint,
        sha256 text,
        created_at bigint NOT NULL,
        ready_at bigint,
        deleted_at bigint,
        doomed_at bigint,
        purged_at bigint,
        CHECK (CASE kind WHEN 'link' THEN url IS NOT NULL ELSE type IS NOT NULL AND size IS NOT NULL AND sha256 IS NOT NULL END)
      );
      CREATE INDEX attachment_task ON attachment (task_id, created_at, id);
      CREATE INDEX attachment_tidy ON attachment (created_at) WHERE kind = 'file' AND purged_at IS NULL AND (ready_at IS NULL OR deleted_at IS NOT NULL);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE attachment');
  }
}
