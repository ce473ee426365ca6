import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is one person's own at a task: half-filled answers, and looking at it later. */
export class CreateDraftsAndSnoozes1795485373000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE draft (
        person_id uuid NOT NULL,
        task_id uuid NOT NULL,
        run_id uuid NOT NULL,
        body jsonb NOT NULL CHECK (octet_length(body::text) <= 524288),
        saved_at bigint NOT NULL,
        PRIMARY KEY (person_id, task_id)
      );
      CREATE INDEX draft_task ON draft (task_id);
      CREATE TABLE snooze (
        person_id uuid NOT NULL,
        task_id uuid NOT NULL,
        run_id uuid NOT NULL,
        until_at bigint NOT NULL,
        reason text,
        created_at bigint NOT NULL,
        PRIMARY KEY (person_id, task_id)
      );
      CREATE INDEX snooze_ended ON snooze (until_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE snooze, draft');
  }
}
