import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Drafts stand apart from versions, because they may be wrong; a version is right, numbered, and never changed. `origin` says which came with a
 * release; `playbook_release` remembers by content what releases brought, so that it is brought once and never over somebody's own.
 */
export class DraftPlaybooks1795485382000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE playbook
        ADD COLUMN origin text NOT NULL DEFAULT 'release' CHECK (origin IN ('release', 'edited')),
        ADD COLUMN note text,
        ADD COLUMN published_at bigint,
        ADD COLUMN published_by text,
        ADD COLUMN retired_at bigint,
        ADD COLUMN retired_by text,
        ADD COLUMN retired_reason text;
      CREATE TABLE playbook_draft (
        id uuid PRIMARY KEY,
        slug text NOT NULL,
        base_version integer,
        data json NOT NULL,
        origin text NOT NULL CHECK (origin IN ('release', 'edited')),
        version integer NOT NULL,
        created_by text NOT NULL,
        created_at bigint NOT NULL,
        updated_by text NOT NULL,
        updated_at bigint NOT NULL
      );
      CREATE TABLE playbook_release (slug text NOT NULL, digest text NOT NULL, seen_at bigint NOT NULL, PRIMARY KEY (slug, digest));
      CREATE INDEX playbook_draft_slug ON playbook_draft (slug, created_at DESC);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE playbook_draft, playbook_release;
      ALTER TABLE playbook DROP COLUMN origin, DROP COLUMN note, DROP COLUMN published_at, DROP COLUMN published_by,
        DROP COLUMN retired_at, DROP COLUMN retired_by, DROP COLUMN retired_reason`);
  }
}
