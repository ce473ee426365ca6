import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How grave a run is (1 is the most severe); null for the many to which it makes no difference. */
export class CarrySeverity1795485425000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE run ADD COLUMN severity integer');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE run DROP COLUMN severity');
  }
}
