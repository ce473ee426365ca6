import { isDeepStrictEqual } from 'node:util';
import type { AuditFault, SealedEntry } from '#contracts/audit';
import { faultOf, START, type Head } from '#domain/audit/chain';
import { digestOf, entryOfActivity, type ActivityRow, type CommandEvent } from '#domain/audit/entry-of';
import { sha256 } from '../hashed-id.ts';
import type { Queryable } from '../repositories/queryable.ts';
import { entriesAfter } from './entries.ts';
import { activitiesOf, countUnsealed, eventsOf } from './sources.ts';

const PAGE = 1_000;
/** A row this old that no entry tells of was kept from the sealer: it looks every two seconds. */
const UNSEALED_MS = 600_000;

/** What a look at the chain found. `head` is the last entry that holds: whoever noted an earlier one sees by it that nothing was cut off. */
export interface Verdict {
  ok: boolean;
  entries: number;
  head: Head;
  firstBroken: { seq: number; fault: AuditFault } | null;
  /** Rows of the sources, older than ten minutes, that no entry tells of. Null where sources are not at hand. */
  unsealed: number | null;
}

/** Walks the chain in the database from its beginning and holds every entry against the row it was made from. Stops at the first that does not hold. `noted`: an entry that somebody wrote down elsewhere, through which the chain must lead. */
export async function verifyDatabase(db: Queryable, now: number, noted: Head | null = null): Promise<Verdict> {
  let head = START;
  for (let entries = 0; ; ) {
    const page = await entriesAfter(db, {}, head.seq, PAGE);
    const faults = await sourceFaults(db, page);
    for (const entry of page) {
      const fault = faultOf(entry, head, sha256) ?? (faults.has(entry.seq) ? 'source' : unlike(entry, noted));
      if (fault) return { ok: false, entries, head, firstBroken: { seq: entry.seq, fault }, unsealed: null };
      head = { seq: entry.seq, hash: entry.hash };
      entries += 1;
    }
    if (page.length < PAGE) {
      if (noted && noted.seq > head.seq) return cutOff(entries, head, noted);
      const unsealed = await countUnsealed(db, now - UNSEALED_MS);
      return { ok: unsealed === 0, entries, head, firstBroken: null, unsealed };
    }
  }
}

/** Walks an export (NDJSON, one entry a line). One that begins later or was filtered is judged as far as it goes. @throws SyntaxError for a line that is no entry */
export async function verifyLines(lines: AsyncIterable<string>, noted: Head | null = null): Promise<Verdict> {
  let head: Head | null = null;
  let entries = 0;
  for await (const line of lines) {
    if (line.trim() === '') continue;
    const entry = JSON.parse(line) as SealedEntry;
    const before: Head | null = head ?? (entry.seq === 1 ? START : null);
    const fault = faultOf(entry, before, sha256, true) ?? unlike(entry, noted);
    if (fault) return { ok: false, entries, head: head ?? START, firstBroken: { seq: entry.seq, fault }, unsealed: null };
    head = { seq: entry.seq, hash: entry.hash };
    entries += 1;
  }
  if (noted && noted.seq > (head?.seq ?? 0)) return cutOff(entries, head ?? START, noted);
  return { ok: true, entries, head: head ?? START, firstBroken: null, unsealed: null };
}

const unlike = (entry: SealedEntry, noted: Head | null): AuditFault | null => (noted && entry.seq === noted.seq && entry.hash !== noted.hash ? 'noted' : null);
const cutOff = (entries: number, head: Head, { seq }: Head): Verdict => ({ ok: false, entries, head, firstBroken: { seq, fault: 'noted' }, unsealed: null });

/** Numbers of the entries whose source is gone or says something else. */
async function sourceFaults(db: Queryable, page: readonly SealedEntry[]): Promise<Set<number>> {
  const eventKeys = page.flatMap((entry) => (entry.source === 'command' ? numbersOf(entry).map((n) => ({ runId: entry.runId!, n })) : []));
  const [events, activities] = await Promise.all([eventsOf(db, eventKeys), activitiesOf(db, page.flatMap(({ source, sourceId }) => (source === 'activity' ? [sourceId] : [])))]);
  return new Set(page.filter((entry) => !(entry.source === 'command' ? sameEvents(entry, events) : sameActivity(entry, activities.get(entry.sourceId)))).map(({ seq }) => seq));
}

const numbersOf = ({ data }: SealedEntry): number[] => (Array.isArray(data.events) ? data.events : []).map((event) => Number((event as { n?: unknown }).n));

function sameEvents(entry: SealedEntry, events: ReadonlyMap<string, Omit<CommandEvent, 'command'>>): boolean {
  const found = numbersOf(entry).flatMap((n) => events.get(`${entry.runId}/${n}`) ?? []);
  return found.length > 0 && digestOf(found as CommandEvent[], sha256) === entry.data.digest;
}

function sameActivity({ seq: _seq, prevHash: _prev, hash: _hash, ...entry }: SealedEntry, row: ActivityRow | undefined): boolean {
  return row !== undefined && isDeepStrictEqual(entryOfActivity(row), entry);
}
