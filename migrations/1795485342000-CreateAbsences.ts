import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who is away from when to when, who stands in, and whom the coordinator of an absence has told of what; and notices about no single run. */
export class CreateAbsences1795485342000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE absence (
        id uuid PRIMARY KEY,
        person_id uuid NOT NULL REFERENCES person,
        from_at bigint NOT NULL,
        until_at bigint NOT NULL CHECK (until_at > from_at),
        deputy_id uuid REFERENCES person,
        reason text,
        version integer NOT NULL,
        job_id uuid NOT NULL,
        created_by uuid NOT NULL,
        created_at bigint NOT NULL,
        cancelled_at bigint
      );
      CREATE INDEX absence_person ON absence (person_id, until_at);
      CREATE INDEX absence_page ON absence (from_at DESC, id DESC);
      CREATE INDEX absence_now ON absence (until_at) WHERE cancelled_at IS NULL;
      CREATE TABLE default_deputy (
        person_id uuid PRIMARY KEY REFERENCES person,
        deputy_id uuid NOT NULL REFERENCES person,
        set_by uuid NOT NULL,
        set_at bigint NOT NULL
      );
      CREATE TABLE absence_told (
        job_id uuid NOT NULL,
        key text NOT NULL,
        person_id uuid NOT NULL,
        PRIMARY KEY (job_id, key, person_id)
      );
      CREATE INDEX task_covered ON task ((cover ->> 'absenceId')) WHERE cover IS NOT NULL AND cover <> 'null'::jsonb;
      ALTER TABLE notification ALTER COLUMN run_id DROP NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX task_covered; DROP TABLE absence_told, default_deputy, absence; DELETE FROM notification WHERE run_id IS NULL; ALTER TABLE notification ALTER COLUMN run_id SET NOT NULL`);
  }
}
