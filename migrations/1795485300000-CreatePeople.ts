import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People, teams, operating roles, log-ins, calendars, playbooks and settings. Times are epoch milliseconds (bigint) everywhere. */
export class CreatePeople1795485300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE person (
        id uuid PRIMARY KEY,
        email text NOT NULL UNIQUE,
        name text NOT NULL,
        locale text NOT NULL CHECK (locale IN ('zh-CN', 'en')),
        time_zone text NOT NULL,
        platform_role text NOT NULL CHECK (platform_role IN ('admin', 'manager', 'member', 'viewer')),
        password_hash text NOT NULL,
        disabled_at bigint
      );
      CREATE TABLE team (
        id uuid PRIMARY KEY,
        key text NOT NULL UNIQUE,
        name text NOT NULL,
        lead_id uuid REFERENCES person
      );
      CREATE TABLE team_member (
        team_id uuid NOT NULL REFERENCES team,
        person_id uuid NOT NULL REFERENCES person,
        PRIMARY KEY (team_id, person_id)
      );
      CREATE INDEX team_member_person ON team_member (person_id);
      CREATE TABLE person_role (
        person_id uuid NOT NULL REFERENCES person,
        role text NOT NULL,
        from_at bigint,
        until_at bigint
      );
      CREATE UNIQUE INDEX person_role_once ON person_role (person_id, role, coalesce(from_at, 0));
      CREATE INDEX person_role_role ON person_role (role);
      CREATE TABLE session (
        id_hash text PRIMARY KEY,
        person_id uuid NOT NULL REFERENCES person,
        created_at bigint NOT NULL,
        seen_at bigint NOT NULL,
        expires_at bigint NOT NULL,
        revoked_at bigint
      );
      CREATE INDEX session_person ON session (person_id);
      CREATE TABLE bearer_token (
        hash text PRIMARY KEY,
        person_id uuid NOT NULL REFERENCES person,
        created_at bigint NOT NULL,
        expires_at bigint NOT NULL,
        revoked_at bigint
      );
      CREATE INDEX bearer_token_person ON bearer_token (person_id);
      CREATE TABLE calendar (
        id text NOT NULL,
        version integer NOT NULL,
        data jsonb NOT NULL,
        created_at bigint NOT NULL,
        PRIMARY KEY (id, version)
      );
      CREATE TABLE playbook (
        slug text NOT NULL,
        version integer NOT NULL,
        data json NOT NULL,
        status text NOT NULL CHECK (status IN ('draft', 'published', 'retired')),
        PRIMARY KEY (slug, version)
      );
      CREATE TABLE setting (
        key text PRIMARY KEY,
        value jsonb NOT NULL
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE setting, playbook, calendar, bearer_token, session, person_role, team_member, team, person');
  }
}
