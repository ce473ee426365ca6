import type { Pool } from 'pg';
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

/** Playbooks as stored. The content of a version never changes, so it is parsed once; its status may. */
export class PlaybookSource {
  private readonly cache = new Map<string, Playbook>();

  constructor(private readonly pool: Pool) {}

  /** The newest published version of each slug after `after`, by slug. */
  async page(after: string, limit: number): Promise<StoredPlaybook[]> {
    const text = `SELECT DISTINCT ON (slug) slug, version, data, status FROM playbook WHERE status = 'published' AND slug > $1 ORDER BY slug, version DESC LIMIT $2`;
    const { rows } = await this.pool.query<Row>(text, [after, limit]);
    return rows.map((row) => this.parse(row));
  }

  /** The version that a run pinned, whatever has become of it since. @throws NotFoundError */
  async pinned(slug: string, version: number): Promise<Playbook> {
    return this.cache.get(`${slug}@${version}`) ?? (await this.get(slug, version)).playbook;
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
