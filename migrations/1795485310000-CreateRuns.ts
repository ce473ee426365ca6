import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The event store and the read tables folded from it. Rows name people by id without foreign keys: a rebuild must not
 * depend on who still works here. Open work sorts by its due instant; work without one sorts last (9e15).
 */
export class CreateRuns1795485310000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(RUN_TABLES);
    await runner.query(TASK_TABLES);
    await runner.query(LOOP_TABLES);
    await runner.query(FRESH_STATISTICS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE metric_point, case_entry, piece, meeting, inbox, task, run_event, run, run_start');
  }
}

const RUN_TABLES = `
  CREATE TABLE run_start (
    run_id uuid PRIMARY KEY,
    input jsonb NOT NULL,
    created_at bigint NOT NULL,
    started_at bigint,
    tries integer NOT NULL DEFAULT 0,
    last_error text
  );
  CREATE INDEX run_start_waiting ON run_start (created_at) WHERE started_at IS NULL;
  CREATE TABLE run (
    id uuid PRIMARY KEY,
    parent_id uuid,
    root_id uuid NOT NULL,
    playbook_slug text NOT NULL,
    playbook_version integer NOT NULL,
    process text NOT NULL,
    title text NOT NULL,
    state text NOT NULL,
    manager_id uuid NOT NULL,
    started_by text NOT NULL,
    started_at bigint NOT NULL,
    closed_at bigint,
    outcome text,
    step text,
    step_title jsonb,
    visit integer NOT NULL,
    turn integer NOT NULL,
    content_type text,
    pause jsonb,
    version integer NOT NULL,
    last_event integer NOT NULL,
    input jsonb NOT NULL,
    settings jsonb NOT NULL
  ) WITH (fillfactor = 70);
  CREATE INDEX run_page ON run (started_at DESC, id DESC);
  CREATE INDEX run_manager ON run (manager_id, started_at DESC);
  CREATE INDEX run_root ON run (root_id);
  CREATE TABLE run_event (
    run_id uuid NOT NULL,
    n integer NOT NULL,
    type text NOT NULL,
    v integer NOT NULL,
    at bigint NOT NULL,
    cause jsonb NOT NULL,
    data jsonb NOT NULL,
    audience uuid[] NOT NULL DEFAULT '{}',
    xact xid8 NOT NULL DEFAULT pg_current_xact_id(),
    ordinal bigint GENERATED ALWAYS AS IDENTITY,
    PRIMARY KEY (run_id, n)
  );
  CREATE INDEX run_event_stream ON run_event (xact, ordinal);
`;

const TASK_TABLES = `
  CREATE TABLE task (
    id uuid PRIMARY KEY,
    run_id uuid NOT NULL,
    key text NOT NULL,
    block text NOT NULL,
    step text NOT NULL,
    visit integer NOT NULL,
    turn integer NOT NULL,
    title jsonb NOT NULL,
    description jsonb NOT NULL,
    state text NOT NULL,
    version integer NOT NULL,
    assign jsonb NOT NULL,
    assignee uuid,
    candidates uuid[] NOT NULL DEFAULT '{}',
    fell_to_manager boolean NOT NULL,
    excluded uuid[] NOT NULL DEFAULT '{}',
    form jsonb,
    checklist jsonb NOT NULL,
    subject jsonb NOT NULL,
    piece_id uuid,
    opened_at bigint NOT NULL,
    due_at bigint,
    breach_at bigint NOT NULL DEFAULT 9000000000000000,
    clock jsonb,
    closed_at bigint,
    closed_by text,
    document_id uuid,
    outcome jsonb NOT NULL,
    reason text
  ) WITH (fillfactor = 80);
  CREATE INDEX task_run ON task (run_id);
  CREATE INDEX task_open ON task (breach_at, id) WHERE state IN ('open', 'claimed');
  CREATE INDEX task_closed ON task (breach_at, id) WHERE state NOT IN ('open', 'claimed');
  CREATE INDEX task_closed_mine ON task (assignee, breach_at, id) WHERE state NOT IN ('open', 'claimed');
  CREATE TABLE inbox (
    person_id uuid NOT NULL,
    breach_at bigint NOT NULL,
    task_id uuid NOT NULL,
    run_id uuid NOT NULL,
    claimable boolean NOT NULL,
    PRIMARY KEY (task_id, person_id)
  );
  CREATE INDEX inbox_page ON inbox (person_id, breach_at, task_id);
`;

const LOOP_TABLES = `
  CREATE TABLE meeting (
    id uuid PRIMARY KEY,
    run_id uuid NOT NULL,
    key text NOT NULL,
    occurrence integer NOT NULL,
    title jsonb NOT NULL,
    agenda jsonb NOT NULL,
    carried_over jsonb NOT NULL,
    step text NOT NULL,
    turn integer NOT NULL,
    starts_at bigint NOT NULL,
    ends_at bigint NOT NULL,
    organizer uuid NOT NULL,
    attendees uuid[] NOT NULL DEFAULT '{}',
    attendance jsonb NOT NULL,
    state text NOT NULL,
    decision text,
    outcome jsonb NOT NULL,
    minutes_document_id uuid,
    task_id uuid NOT NULL,
    sequence integer NOT NULL,
    version integer NOT NULL
  );
  CREATE INDEX meeting_page ON meeting (starts_at, id);
  CREATE INDEX meeting_run ON meeting (run_id);
  CREATE TABLE piece (
    id uuid PRIMARY KEY,
    run_id uuid NOT NULL,
    turn integer NOT NULL,
    title text NOT NULL,
    format text NOT NULL,
    account text NOT NULL,
    content_type text NOT NULL,
    owner uuid,
    state text NOT NULL,
    authors uuid[] NOT NULL DEFAULT '{}',
    checks jsonb NOT NULL,
    reworks integer NOT NULL,
    rework_cap integer NOT NULL,
    published_at bigint,
    published_by text,
    platform text,
    link text,
    checkpoints jsonb NOT NULL,
    version integer NOT NULL
  );
  CREATE INDEX piece_run ON piece (run_id);
  CREATE TABLE case_entry (
    id uuid PRIMARY KEY,
    run_id uuid NOT NULL,
    turn integer NOT NULL,
    title text NOT NULL,
    content_type text NOT NULL,
    worked text NOT NULL,
    did_not text NOT NULL,
    kept_at bigint NOT NULL,
    kept_by text NOT NULL,
    document_id uuid
  );
  CREATE INDEX case_entry_page ON case_entry (kept_at DESC, id DESC);
  CREATE INDEX case_entry_type ON case_entry (content_type, kept_at DESC, id DESC);
  CREATE TABLE metric_point (
    id uuid PRIMARY KEY,
    piece_id uuid NOT NULL,
    metric text NOT NULL,
    value double precision NOT NULL,
    measured_at bigint NOT NULL,
    received_at bigint NOT NULL,
    source text NOT NULL,
    CONSTRAINT metric_point_once UNIQUE (piece_id, metric, source, measured_at)
  );
  CREATE INDEX metric_point_latest ON metric_point (piece_id, metric, measured_at DESC);
`;

/** Open work comes and goes: statistics that lag behind a burst cost an inbox page its plan, long before the default 10 % is reached. */
const FRESH_STATISTICS = ['run', 'task', 'inbox']
  .map((table) => `ALTER TABLE ${table} SET (autovacuum_analyze_scale_factor = 0.02, autovacuum_vacuum_scale_factor = 0.05);`)
  .join('\n');
