import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Commands and their answers, what people are told and on which channel, and what they write beside a run. */
export class CreateTold1795485320000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(COMMAND_TABLES);
    await runner.query(NOTICE_TABLES);
    await runner.query(WRITING_TABLES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE activity_log, comment, document, delivery, notification_event, notification, command, idempotency_key');
  }
}

const COMMAND_TABLES = `
  CREATE TABLE idempotency_key (
    actor text NOT NULL,
    route text NOT NULL,
    key text NOT NULL,
    body_hash text NOT NULL,
    target text NOT NULL,
    created_at bigint NOT NULL,
    PRIMARY KEY (actor, route, key)
  );
  CREATE TABLE command (
    id text PRIMARY KEY,
    run_id uuid NOT NULL,
    name text NOT NULL,
    actor text NOT NULL,
    body jsonb NOT NULL,
    received_at bigint NOT NULL,
    state text NOT NULL CHECK (state IN ('stored', 'accepted', 'refused')),
    answer jsonb,
    refusal jsonb,
    settled_at bigint
  ) WITH (fillfactor = 80);
  CREATE INDEX command_waiting ON command (run_id, received_at, id) WHERE state = 'stored';
`;

const NOTICE_TABLES = `
  CREATE TABLE notification (
    id uuid PRIMARY KEY,
    person_id uuid NOT NULL,
    run_id uuid NOT NULL,
    from_n integer NOT NULL,
    kind text NOT NULL,
    event_numbers integer[] NOT NULL,
    task_id uuid,
    data jsonb NOT NULL,
    created_at bigint NOT NULL,
    read_at bigint,
    xact xid8 NOT NULL DEFAULT pg_current_xact_id(),
    ordinal bigint GENERATED ALWAYS AS IDENTITY,
    UNIQUE (person_id, run_id, from_n)
  );
  CREATE INDEX notification_page ON notification (person_id, created_at DESC, id DESC);
  CREATE INDEX notification_unread ON notification (person_id) WHERE read_at IS NULL;
  CREATE INDEX notification_task ON notification (task_id) WHERE task_id IS NOT NULL;
  CREATE INDEX notification_stream ON notification (xact, ordinal);
  CREATE TABLE notification_event (
    person_id uuid NOT NULL,
    run_id uuid NOT NULL,
    n integer NOT NULL,
    notification_id uuid NOT NULL,
    PRIMARY KEY (person_id, run_id, n)
  );
  CREATE TABLE delivery (
    id uuid PRIMARY KEY,
    notification_id uuid NOT NULL,
    person_id uuid NOT NULL,
    channel text NOT NULL,
    state text NOT NULL CHECK (state IN ('pending', 'sending', 'sent', 'dead', 'superseded')),
    attempts integer NOT NULL DEFAULT 0,
    next_at bigint NOT NULL,
    locale text,
    message_id text,
    last_error text,
    created_at bigint NOT NULL,
    sent_at bigint,
    UNIQUE (notification_id, channel)
  ) WITH (fillfactor = 80);
  CREATE INDEX delivery_unsent ON delivery (next_at, id) WHERE state IN ('pending', 'sending');
`;

const WRITING_TABLES = `
  CREATE TABLE document (
    id uuid PRIMARY KEY,
    run_id uuid NOT NULL,
    kind text NOT NULL,
    body jsonb NOT NULL CHECK (octet_length(body::text) <= 524288),
    sha256 text NOT NULL,
    author text NOT NULL,
    created_at bigint NOT NULL,
    task_id uuid
  );
  CREATE INDEX document_task ON document (task_id) WHERE task_id IS NOT NULL;
  CREATE INDEX document_run ON document (run_id);
  CREATE TABLE comment (
    id uuid PRIMARY KEY,
    task_id uuid NOT NULL,
    run_id uuid NOT NULL,
    author text NOT NULL,
    text text NOT NULL,
    created_at bigint NOT NULL
  );
  CREATE INDEX comment_task ON comment (task_id, created_at, id);
  CREATE TABLE activity_log (
    id uuid PRIMARY KEY,
    run_id uuid,
    task_id uuid,
    actor text NOT NULL,
    verb text NOT NULL,
    data jsonb NOT NULL,
    at bigint NOT NULL,
    xact xid8 NOT NULL DEFAULT pg_current_xact_id(),
    ordinal bigint GENERATED ALWAYS AS IDENTITY
  );
  CREATE INDEX activity_log_run ON activity_log (run_id, at, id);
  CREATE INDEX activity_log_task ON activity_log (task_id, at, id) WHERE task_id IS NOT NULL;
  CREATE INDEX activity_log_stream ON activity_log (xact, ordinal);
`;
