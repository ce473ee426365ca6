import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whom a run was given for a block, by the block's key: the memory of round robin, and what keeps a retry from picking again. */
export class PickPeople1795485341000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE assignment_pick (
        key text PRIMARY KEY,
        pool text NOT NULL,
        person_id uuid NOT NULL,
        run_id uuid NOT NULL,
        block text NOT NULL,
        at bigint NOT NULL,
        ordinal bigint GENERATED ALWAYS AS IDENTITY
      );
      CREATE INDEX assignment_pick_turn ON assignment_pick (pool, person_id, ordinal);
      CREATE INDEX assignment_pick_person ON assignment_pick (person_id, at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE assignment_pick');
  }
}
