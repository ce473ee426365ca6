import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who has which part in a task: an inbox row says it, and a task names everybody who has to do with it, so that one column answers who may see it. */
export class ShareTasks1795485399500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE inbox ADD COLUMN part text NOT NULL DEFAULT 'do'`);
    await runner.query(`ALTER TABLE task ADD COLUMN people uuid[] NOT NULL DEFAULT '{}'`);
    await runner.query(`UPDATE task SET people = ARRAY(SELECT DISTINCT person FROM unnest(candidates || assignee || (cover ->> 'for')::uuid) AS person WHERE person IS NOT NULL)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE task DROP COLUMN people');
    await runner.query('ALTER TABLE inbox DROP COLUMN part');
  }
}
