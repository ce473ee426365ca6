import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Daily digests: one row for each person and working day, and which event has been told to whom by one. */
export class CreateDigests1795485343000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE digest (
        person_id uuid NOT NULL,
        date date NOT NULL,
        from_at bigint NOT NULL,
        until_at bigint NOT NULL,
        notification_id uuid,
        PRIMARY KEY (person_id, date)
      );
      CREATE TABLE digest_line (
        person_id uuid NOT NULL,
        run_id uuid NOT NULL,
        n integer NOT NULL,
        PRIMARY KEY (person_id, run_id, n)
      );
      CREATE INDEX run_event_time ON run_event USING brin (at) WITH (autosummarize = on);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX run_event_time; DROP TABLE digest_line, digest');
  }
}
