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

/** Playbooks as stored. A published version never changes, so it is read and parsed once. */
export class PlaybookSource {
  private readonly cache = new Map<string, Playbook>();

  constructor(private readonly pool: Pool) {}

  /** The newest published version of each slug after `after`, by slug. */
  async page(after: string, limit: number): Promise<StoredPlaybook[]> {
    const text = `SELECT DISTINCT ON (slug) slug, version, data, status FROM playbook WHERE status = 'published' AND slug > $1 ORDER BY slug, version DESC LIMIT $2`;
    const { rows } = await this.pool.query<Row>(text, [after, limit]);
    return rows.map((row) => this.parse(row));
  }

  /** The newest published version of a slug, or the version asked for whatever its status. @throws NotFoundError */
  async get(slug: string, version?: number): Promise<StoredPlaybook> {
    const known = version === undefined ? undefined : this.cache.get(`${slug}@${version}`);
    if (known) return { status: 'published', playbook: known };
    const which = version === undefined ? `status = 'published'` : 'version = $2';
    const { rows } = await this.pool.query<Row>(`SELECT slug, version, data, status FROM playbook WHERE slug = $1 AND ${which} ORDER BY version DESC LIMIT 1`, version === undefined ? [slug] : [slug, version]);
    if (!rows[0]) throw new NotFoundError('playbook');
    return this.parse(rows[0]);
  }

  private parse(row: Row): StoredPlaybook {
    const key = `${row.slug}@${row.version}`;
    const playbook = this.cache.get(key) ?? ZPlaybook.parse(row.data);
    if (row.status === 'published') this.cache.set(key, playbook);
    return { status: row.status, playbook };
  }
}
