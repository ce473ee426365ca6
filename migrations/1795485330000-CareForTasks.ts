import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a task's longer life needs: who stands in, who was asked to do it for another, who signs, who pressed, what paused it. */
export class CareForTasks1795485330000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE task
        ADD COLUMN accountable text,
        ADD COLUMN cover jsonb,
        ADD COLUMN delegation jsonb,
        ADD COLUMN signing jsonb,
        ADD COLUMN nudged jsonb,
        ADD COLUMN pause jsonb
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE task DROP COLUMN accountable, DROP COLUMN cover, DROP COLUMN delegation, DROP COLUMN signing, DROP COLUMN nudged, DROP COLUMN pause');
  }
}
