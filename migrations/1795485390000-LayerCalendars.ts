import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who made a version of a calendar's layer and why, and what a meeting's date follows from. */
export class LayerCalendars1795485390000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE calendar ADD COLUMN created_by text, ADD COLUMN reason text;
      ALTER TABLE meeting ADD COLUMN schedule jsonb;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE meeting DROP COLUMN schedule; ALTER TABLE calendar DROP COLUMN created_by, DROP COLUMN reason');
  }
}
