import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Filters that people keep, and what finds a person's heaps of work without looking through everybody's. */
export class KeepInboxFilters1795485470000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE saved_filter (
        id uuid PRIMARY KEY,
        person_id uuid NOT NULL,
        name text NOT NULL,
        filter jsonb NOT NULL,
        created_at bigint NOT NULL
      );
      CREATE UNIQUE INDEX saved_filter_name ON saved_filter (person_id, lower(name));
      CREATE INDEX run_starter ON run (started_by);
      CREATE INDEX task_people ON task USING gin (people) WHERE state IN ('open', 'claimed');
      CREATE INDEX task_closer ON task (closed_by, closed_at DESC, id DESC) WHERE state NOT IN ('open', 'claimed');
      CREATE INDEX comment_mention_person ON comment_mention (person_id) WHERE removed_at IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE saved_filter; DROP INDEX run_starter; DROP INDEX task_people; DROP INDEX task_closer; DROP INDEX comment_mention_person');
  }
}
