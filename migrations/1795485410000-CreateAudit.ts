import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The audit: a chain of entries sealed from `run_event` and `activity_log`. Nobody changes or removes one: the application's role has no right to,
 * and a trigger refuses the owner too (docs/runbook.md, Audit, says how an operator could, and why it shows).
 */
export class CreateAudit1795485410000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    await runner.query(TRIGGERS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE audit_entry, audit_position, read_mark; DROP TRIGGER append_only ON activity_log; DROP TRIGGER append_only_truncate ON activity_log; DROP FUNCTION callsheet_append_only');
  }
}

const TABLES = `
  CREATE TABLE audit_entry (
    seq bigint PRIMARY KEY,
    source text NOT NULL CHECK (source IN ('command', 'activity')),
    source_id text NOT NULL,
    at bigint NOT NULL,
    actor text NOT NULL,
    action text NOT NULL,
    target_kind text NOT NULL,
    target_id text,
    run_id uuid,
    data jsonb NOT NULL,
    prev_hash text NOT NULL,
    hash text NOT NULL,
    UNIQUE (source, source_id)
  );
  CREATE INDEX audit_entry_actor ON audit_entry (actor, seq DESC);
  CREATE INDEX audit_entry_action ON audit_entry (action, seq DESC);
  CREATE INDEX audit_entry_target ON audit_entry (target_id, seq DESC);
  CREATE INDEX audit_entry_run ON audit_entry (run_id, seq DESC);
  CREATE TABLE audit_position (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    cluster text NOT NULL,
    xact xid8 NOT NULL,
    source text NOT NULL,
    ordinal bigint NOT NULL
  );
  CREATE TABLE read_mark (
    person_id uuid NOT NULL,
    target_id uuid NOT NULL,
    minute bigint NOT NULL,
    PRIMARY KEY (person_id, target_id, minute)
  );
`;

const TRIGGERS = `
  CREATE FUNCTION callsheet_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION '% is append-only: % is refused, for the owner too', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
  END $$;
  ${['audit_entry', 'activity_log']
    .map(
      (table) => `
  CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION callsheet_append_only();
  CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION callsheet_append_only();`,
    )
    .join('')}
`;
