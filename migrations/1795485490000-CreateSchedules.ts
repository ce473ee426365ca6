import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Schedules that start runs on a recurrence, and what became of each of their occurrences. */
export class CreateSchedules1795485490000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE schedule (
        id uuid PRIMARY KEY,
        title text NOT NULL,
        playbook_slug text NOT NULL,
        playbook_version integer,
        input jsonb NOT NULL,
        severity integer,
        recurrence jsonb NOT NULL,
        calendar_id text NOT NULL,
        overlap text NOT NULL,
        catch_up jsonb NOT NULL,
        owner_id uuid NOT NULL,
        state text NOT NULL CHECK (state IN ('active', 'paused', 'deleted')),
        reason text,
        counts_from bigint NOT NULL,
        next_at bigint,
        version integer NOT NULL DEFAULT 1,
        revision integer NOT NULL DEFAULT 1,
        told_revision integer NOT NULL DEFAULT 0,
        created_by uuid NOT NULL,
        created_at bigint NOT NULL
      );
      CREATE INDEX schedule_page ON schedule (created_at DESC, id DESC);
      CREATE INDEX schedule_owner ON schedule (owner_id);
      CREATE INDEX schedule_untold ON schedule (created_at) WHERE told_revision < revision;
      CREATE TABLE schedule_occurrence (
        schedule_id uuid NOT NULL REFERENCES schedule (id),
        at bigint NOT NULL,
        by_hand boolean NOT NULL DEFAULT false,
        state text NOT NULL CHECK (state IN ('due', 'buffered', 'started', 'skipped', 'missed', 'failed')),
        run_id uuid,
        started_as uuid,
        reason jsonb,
        noted_at bigint NOT NULL,
        settled_at bigint,
        told_at bigint,
        PRIMARY KEY (schedule_id, at, by_hand)
      );
      CREATE INDEX schedule_occurrence_open ON schedule_occurrence (at) WHERE state IN ('due', 'buffered');
      CREATE INDEX schedule_occurrence_untold ON schedule_occurrence (at) WHERE state IN ('missed', 'failed') AND told_at IS NULL;
      CREATE INDEX schedule_occurrence_started ON schedule_occurrence (schedule_id, at DESC) WHERE state = 'started';
      CREATE INDEX schedule_occurrence_run ON schedule_occurrence (run_id) WHERE run_id IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE schedule_occurrence, schedule');
  }
}
