import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Jobs across runs, their items, and which commands are theirs. */
export class CreateJobs1795485340000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE job (
        id uuid PRIMARY KEY,
        kind text NOT NULL,
        params jsonb NOT NULL,
        requested_by text NOT NULL,
        created_at bigint NOT NULL,
        starts_at bigint,
        started_at bigint,
        tries integer NOT NULL DEFAULT 0,
        last_error text,
        closed_at bigint,
        outcome text
      );
      CREATE INDEX job_page ON job (created_at DESC, id DESC);
      CREATE INDEX job_waiting ON job (created_at) WHERE started_at IS NULL;
      CREATE TABLE job_item (
        job_id uuid NOT NULL REFERENCES job,
        key text NOT NULL,
        run_id uuid NOT NULL,
        target jsonb NOT NULL,
        name text NOT NULL,
        args jsonb NOT NULL,
        version integer,
        attempt integer NOT NULL,
        state text NOT NULL CHECK (state IN ('waiting', 'stale', 'done', 'refused', 'gone', 'conflict')),
        answer jsonb,
        refusal jsonb,
        listed_at bigint NOT NULL,
        settled_at bigint,
        PRIMARY KEY (job_id, key)
      ) WITH (fillfactor = 80);
      CREATE INDEX job_item_open ON job_item (job_id, key) WHERE state IN ('waiting', 'stale');
      ALTER TABLE command ADD COLUMN job_id uuid;
      CREATE INDEX command_of_job ON command (received_at, id) WHERE state = 'stored' AND job_id IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX command_of_job; ALTER TABLE command DROP COLUMN job_id; DROP TABLE job_item, job');
  }
}
