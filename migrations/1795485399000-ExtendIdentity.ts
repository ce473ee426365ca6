import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sessions and tokens that can be listed and named, invitations, password links, second factors, identities of a provider, and mail that is not a notice. */
export class ExtendIdentity1795485399000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(PEOPLE);
    await runner.query(LOG_INS);
    await runner.query(SECRETS);
    await runner.query(LETTERS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM delivery WHERE letter_id IS NOT NULL;
      ALTER TABLE delivery DROP COLUMN letter_id, ALTER COLUMN notification_id SET NOT NULL, ALTER COLUMN person_id SET NOT NULL;
      DROP TABLE letter, external_identity, recovery_code, totp, password_link, invitation, rate_limit;
      ALTER TABLE bearer_token DROP COLUMN id, DROP COLUMN method, DROP COLUMN name, DROP COLUMN hint, DROP COLUMN scopes, DROP COLUMN used_at;
      ALTER TABLE session DROP COLUMN id, DROP COLUMN method, DROP COLUMN user_agent, DROP COLUMN address;
      ALTER TABLE person_role DROP COLUMN id;
      UPDATE person SET password_hash = '-' WHERE password_hash IS NULL;
      ALTER TABLE person ALTER COLUMN password_hash SET NOT NULL;
    `);
  }
}

const PEOPLE = `
  ALTER TABLE person ALTER COLUMN password_hash DROP NOT NULL;
  ALTER TABLE person_role ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE;
  CREATE TABLE invitation (
    id uuid PRIMARY KEY,
    email text NOT NULL,
    name text NOT NULL,
    locale text NOT NULL CHECK (locale IN ('zh-CN', 'en')),
    time_zone text NOT NULL,
    platform_role text NOT NULL CHECK (platform_role IN ('admin', 'manager', 'member', 'viewer')),
    invited_by uuid NOT NULL REFERENCES person,
    token_hash text NOT NULL UNIQUE,
    created_at bigint NOT NULL,
    sent_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    accepted_at bigint,
    person_id uuid REFERENCES person,
    revoked_at bigint
  );
  CREATE UNIQUE INDEX invitation_open ON invitation (email) WHERE accepted_at IS NULL AND revoked_at IS NULL;
  CREATE INDEX invitation_page ON invitation (created_at DESC, id DESC);
`;

/** `method` is how the person proved who they are; a bearer token without a name is one of `POST /auth/login`, with all that the person may. */
const LOG_INS = `
  ALTER TABLE session
    ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE,
    ADD COLUMN method text NOT NULL DEFAULT 'password',
    ADD COLUMN user_agent text,
    ADD COLUMN address text;
  ALTER TABLE bearer_token
    ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE,
    ADD COLUMN method text NOT NULL DEFAULT 'password',
    ADD COLUMN name text,
    ADD COLUMN hint text,
    ADD COLUMN scopes text[],
    ADD COLUMN used_at bigint;
  CREATE TABLE rate_limit (
    key varchar(255) PRIMARY KEY,
    points integer NOT NULL DEFAULT 0,
    expire bigint
  );
  CREATE INDEX rate_limit_expire ON rate_limit (expire);
`;

const SECRETS = `
  CREATE TABLE password_link (
    token_hash text PRIMARY KEY,
    person_id uuid NOT NULL REFERENCES person,
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    used_at bigint
  );
  CREATE INDEX password_link_person ON password_link (person_id);
  CREATE TABLE totp (
    person_id uuid PRIMARY KEY REFERENCES person,
    secret text NOT NULL,
    created_at bigint NOT NULL,
    confirmed_at bigint,
    last_step bigint NOT NULL DEFAULT 0
  );
  CREATE TABLE recovery_code (
    person_id uuid NOT NULL REFERENCES person,
    hash text NOT NULL,
    used_at bigint,
    PRIMARY KEY (person_id, hash)
  );
  CREATE TABLE external_identity (
    id uuid PRIMARY KEY,
    issuer text NOT NULL,
    subject text NOT NULL,
    person_id uuid NOT NULL REFERENCES person,
    email text,
    linked_at bigint NOT NULL,
    UNIQUE (issuer, subject)
  );
  CREATE INDEX external_identity_person ON external_identity (person_id);
`;

/** A letter goes to an address, which may be nobody's account yet; its secret is sealed. One delivery is of a notice or of a letter. */
const LETTERS = `
  CREATE TABLE letter (
    id uuid PRIMARY KEY,
    kind text NOT NULL,
    person_id uuid REFERENCES person,
    name text NOT NULL,
    address text NOT NULL,
    locale text NOT NULL CHECK (locale IN ('zh-CN', 'en')),
    time_zone text NOT NULL,
    about text,
    data jsonb NOT NULL,
    secret text,
    expires_at bigint,
    created_at bigint NOT NULL
  );
  CREATE INDEX letter_about ON letter (about) WHERE about IS NOT NULL;
  ALTER TABLE delivery
    ALTER COLUMN notification_id DROP NOT NULL,
    ALTER COLUMN person_id DROP NOT NULL,
    ADD COLUMN letter_id uuid REFERENCES letter,
    ADD CONSTRAINT delivery_of_one CHECK (num_nonnulls(notification_id, letter_id) = 1),
    ADD CONSTRAINT delivery_letter_once UNIQUE (letter_id, channel);
`;
