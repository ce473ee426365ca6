import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { SEARCH_TYPES, type Hit, type SearchQuery, type SearchResult, type SearchType } from '#contracts/api/search';
import type { Page } from '#contracts/api/paging';
import { ValidationError } from '#domain/errors';
import { can, unconditional, type Actor } from '#domain/identity/can';
import { marksOf, searchQuery } from '#domain/search/query';
import { poolOf } from '#persistence/data-source';
import { decodeCursor, pageFrom } from '../common/paging.ts';
import { DATA_SOURCE } from '../common/tokens.ts';
import { SOURCES, searchSql } from './search-sources.ts';

interface Row {
  id: string;
  runId: string | null;
  rank: number;
  at: number;
  state: string | null;
  texts: Record<string, string | null>;
}
/** Characters of a long text that are shown around the first place found. */
const AROUND = 80;

/** One box that finds people, runs, tasks, pieces and cases; of each type what its list would show the reader. */
@Injectable()
export class SearchService {
  private readonly pool: Pool;

  constructor(@Inject(DATA_SOURCE) db: DataSource) {
    this.pool = poolOf(db);
  }

  /** @throws ValidationError for a cursor with several types */
  async search(actor: Actor, { q, types = [...SEARCH_TYPES], limit, after }: SearchQuery): Promise<SearchResult> {
    if (after !== undefined && types.length !== 1) throw new ValidationError([{ path: 'after', message: { en: 'goes with exactly one of types', 'zh-CN': '仅适用于单一类型' } }]);
    const query = searchQuery(q);
    const pages = await Promise.all(types.map(async (type) => [type, query === null ? { items: [], next: null } : await this.page(actor, type, q, query, limit, after)] as const));
    return Object.fromEntries(pages);
  }

  private async page(actor: Actor, type: SearchType, typed: string, query: string, limit: number, after: string | undefined): Promise<Page<Hit>> {
    const source = SOURCES[type];
    if (!can(actor, source.read, ['own', 'participant', 'team', 'run'])) return { items: [], next: null };
    const [rank, at, id] = decodeCursor(after, ['number', 'number', 'uuid']) ?? [null, null, null];
    const everything = unconditional(actor, source.read);
    const statement = { name: `search-${type}-${everything ? 'all' : 'mine'}`, text: searchSql(source, everything), values: [query, actor.id, rank, at, id, limit + 1] };
    const { rows } = await this.pool.query<Row>(statement);
    return pageFrom(rows, limit, (row) => hitOf(row, typed), (row) => [row.rank, row.at, row.id]);
  }
}

function hitOf({ id, runId, state, texts }: Row, typed: string): Hit {
  const title = { 'zh-CN': texts['title.zh-CN'] ?? texts.title ?? '', en: texts['title.en'] ?? texts.title ?? '' };
  return { id, runId, state, title, found: Object.entries(texts).flatMap(([field, text]) => foundIn(field, text ?? '', typed)) };
}

function foundIn(field: string, whole: string, typed: string): Hit['found'] {
  const first = marksOf(whole, typed)[0];
  if (!first) return [];
  const from = first[0] > AROUND ? first[0] - AROUND : 0;
  const text = `${from > 0 ? '…' : ''}${whole.slice(from, first[1] + AROUND)}${first[1] + AROUND < whole.length ? '…' : ''}`;
  return [{ field, text, marks: marksOf(text, typed) }];
}
