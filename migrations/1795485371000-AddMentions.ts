import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Comments that name people, carry links, and can be mended for a while. A mention that was taken back stays as a row, so that nobody is told twice. */
export class AddMentions1795485371000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE comment ADD COLUMN links jsonb NOT NULL DEFAULT '[]', ADD COLUMN edited_at bigint, ADD COLUMN deleted_at bigint;
      CREATE TABLE comment_mention (
        comment_id uuid NOT NULL,
        person_id uuid NOT NULL,
        task_id uuid NOT NULL,
        removed_at bigint,
        PRIMARY KEY (comment_id, person_id)
      );
      CREATE INDEX comment_mention_sight ON comment_mention (task_id, person_id) WHERE removed_at IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE comment_mention; ALTER TABLE comment DROP COLUMN links, DROP COLUMN edited_at, DROP COLUMN deleted_at');
  }
}
