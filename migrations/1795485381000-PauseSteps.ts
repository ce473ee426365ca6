import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The work of a step can be paused apart from its run. */
export class PauseSteps1795485381000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE run ADD COLUMN step_pause jsonb');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE run DROP COLUMN step_pause');
  }
}
