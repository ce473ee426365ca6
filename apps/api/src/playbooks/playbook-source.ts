import type { Pool } from 'pg';
import type { PlaybookListed } from '#contracts/api/playbook';
import { ZPlaybook, type Playbook } from '#contracts/playbook';
import { NotFoundError } from '#domain/errors';

export type PlaybookStatus = 'draft' | 'published' | 'retired';
export interface StoredPlaybook {
  status: PlaybookStatus;
  playbook: Playbook;
}
interface Row {
  slug: string;
  version: number;
  data: unknown;
  status: PlaybookStatus;
}

/** A text in both languages; `instead` where a draft has none. */
const words = (field: string, instead: string): string => `CASE WHEN json_typeof(shown.data->'${field}'->'en') = 'string' AND json_typeof(shown.data->'${field}'->'zh-CN') = 'string' THEN shown.data->'${field}' ELSE json_build_object('zh-CN', ${instead}, 'en', ${instead}) END AS ${field}`;
/** Of each slug the newest published version stands for it, else the newest one, else its newest draft; a draft may lack its words. */
const PAGE = `
  SELECT shown.slug, shown.version, shown.status, ${words('title', 'shown.slug')}, ${words('description', `''`)}, coalesce(shown.data->>'source', '') AS source,
    (SELECT count(*)::integer FROM playbook p WHERE p.slug = shown.slug) AS versions,
    (SELECT count(*)::integer FROM playbook_draft d WHERE d.slug = shown.slug) AS drafts,
    (SELECT count(*)::integer FROM run WHERE run.playbook_slug = shown.slug AND run.closed_at IS NULL) AS "liveRuns"
  FROM (
    SELECT DISTINCT ON (slug) * FROM (
      SELECT slug, version, status, data, 0 AS written FROM playbook WHERE slug > $1 AND ($2::boolean OR status = 'published')
      UNION ALL SELECT slug, 0, 'draft', data, updated_at FROM playbook_draft WHERE $2::boolean AND slug > $1
    ) known ORDER BY slug, (status = 'published') DESC, version DESC, written DESC
  ) shown ORDER BY shown.slug LIMIT $3`;

/** Playbooks as stored. The content of a version never changes, so it is parsed once; its status may. */
export class PlaybookSource {
  private readonly cache = new Map<string, Playbook>();

  constructor(private readonly pool: Pool) {}

  /** Playbooks after `after`, by slug: those with a published version, or `all` of them. */
  async page(after: string, limit: number, all: boolean): Promise<PlaybookListed[]> {
    return (await this.pool.query<PlaybookListed>({ name: 'playbook-page', text: PAGE, values: [after, all, limit] })).rows;
  }

  /** The newest published version of every slug, by slug. */
  async published(): Promise<Playbook[]> {
    const text = `SELECT DISTINCT ON (slug) slug, version, data, status FROM playbook WHERE status = 'published' ORDER BY slug, version DESC`;
    return (await this.pool.query<Row>(text)).rows.map((row) => this.parse(row).playbook);
  }

  /** The version that a run pinned, whatever has become of it since. @throws NotFoundError */
  async pinned(slug: string, version: number): Promise<Playbook> {
    return this.cache.get(`${slug}@${version}`) ?? (await this.get(slug, version)).playbook;
  }

  /** Likewise, null where it is not there. */
  async kept(slug: string, version: number): Promise<Playbook | null> {
    return this.cache.get(`${slug}@${version}`) ?? (await this.find(slug, version))?.playbook ?? null;
  }

  /** The newest published version of a slug, or the version asked for whatever its status. @throws NotFoundError */
  async get(slug: string, version?: number): Promise<StoredPlaybook> {
    const found = await this.find(slug, version);
    if (!found) throw new NotFoundError('playbook');
    return found;
  }

  /** Likewise, null where there is none. */
  async find(slug: string, version?: number): Promise<StoredPlaybook | null> {
    const which = version === undefined ? `status = 'published'` : 'version = $2';
    const { rows } = await this.pool.query<Row>(`SELECT slug, version, data, status FROM playbook WHERE slug = $1 AND ${which} ORDER BY version DESC LIMIT 1`, version === undefined ? [slug] : [slug, version]);
    return rows[0] ? this.parse(rows[0]) : null;
  }

  private parse(row: Row): StoredPlaybook {
    const key = `${row.slug}@${row.version}`;
    const playbook = this.cache.get(key) ?? ZPlaybook.parse(row.data);
    this.cache.set(key, playbook);
    return { status: row.status, playbook };
  }
}
