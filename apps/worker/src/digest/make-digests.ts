import type { Pool } from 'pg';
import type { CalendarSlice } from '#contracts/calendar';
import type { DigestRun } from '#contracts/notice';
import { digestDay, type DigestDay } from '#domain/digest/day';
import { digestOf, type DigestFacts } from '#domain/digest/digest';
import type { Organisation } from '#domain/audience/reach';
import { readSlices } from '#persistence/repositories/calendars';
import { claimDigest, digestsSoFar, markTold, noteDigestNotice, readDigestFacts } from '#persistence/repositories/digests';
import { readDirectory, readOrganisation } from '#persistence/repositories/directory';
import { tellPeople } from '#persistence/repositories/own-notices';
import { readSetting } from '#persistence/repositories/settings';
import { inTransaction } from '#persistence/transaction';
import { zoneOf } from '#platform/calendars/zone-of';

const DAY_MS = 86_400_000;
/** Calendars are read so far back and ahead: longer than any row of holidays. */
const REACH_MS = 30 * DAY_MS;
/** An event may be recorded late, when a store was away: digests look so far behind the last one for what none has told. */
const LATE_MS = 3 * DAY_MS;

interface Reader {
  personId: string;
  day: DigestDay;
  from: number;
}

/**
 * Makes every digest whose time has come and that is not there yet: one for each person and working day, by the time of their own calendar, one
 * notice and mail for each that has something to tell. Safe to repeat and by several workers at once: the row of person and date is the guard.
 * @returns how many were told. @throws when PostgreSQL is down
 */
export async function makeDigests(pool: Pool, now: number): Promise<number> {
  const organisation = await readOrganisation(pool, now);
  const readers = await readersDue(pool, organisation, now);
  if (readers.length === 0) return 0;
  const span = { from: Math.min(...readers.map(({ from }) => from)), until: now, ahead: Math.max(...readers.map(({ day }) => day.nextAt)) };
  const facts = await readDigestFacts(pool, span);
  let told = 0;
  for (const reader of readers) if (await makeOne(pool, reader, facts, organisation, now)) told += 1;
  return told;
}

/** Whose digest is due, and from when on it tells. */
async function readersDue(pool: Pool, organisation: Organisation, now: number): Promise<Reader[]> {
  const { people } = await readDirectory(pool, { roles: [], teams: [], people: organisation.active }, now);
  const days = await daysOf(pool, [...new Set(organisation.active.map((id) => people[id]!.calendarId))], now);
  const readers: Reader[] = [];
  for (const [calendarId, day] of days) {
    const theirs = organisation.active.filter((id) => people[id]!.calendarId === calendarId);
    const known = await digestsSoFar(pool, theirs, day.date);
    for (const personId of theirs) {
      const before = known.get(personId);
      if (!before?.made) readers.push({ personId, day, from: before ? Math.max(before.firstFrom, before.lastUntil - LATE_MS) : day.previousAt });
    }
  }
  return readers;
}

async function daysOf(pool: Pool, calendarIds: string[], now: number): Promise<Map<string, DigestDay>> {
  const time = await readSetting({ query: async <T>(sql: string, values?: unknown[]) => (await pool.query(sql, values)).rows as T }, 'digest.time');
  const slices: Record<string, CalendarSlice> = await readSlices(pool, calendarIds, { from: now - REACH_MS, until: now + REACH_MS }, zoneOf);
  return new Map(Object.entries(slices).flatMap(([id, slice]): Array<[string, DigestDay]> => {
    const day = digestDay(slice, time, now);
    return day ? [[id, day]] : [];
  }));
}

/** In one transaction: the row, which events it tells, the notice and its mail; with nothing to tell only the row. */
function makeOne(pool: Pool, { personId, day, from }: Reader, facts: DigestFacts, organisation: Organisation, now: number): Promise<boolean> {
  const { date, nextAt } = day;
  const own: DigestFacts = { ...facts, happenings: facts.happenings.filter(({ at }) => at > from), due: facts.due.filter(({ dueAt }) => dueAt <= nextAt) };
  const runs = digestOf(personId, own, organisation);
  return inTransaction(pool, async (tx) => {
    if (!(await claimDigest(tx, { personId, date, from, until: now }))) return false;
    const fresh = await markTold(tx, personId, runs.flatMap(({ runId, happened }) => happened.map(({ n }) => ({ runId, n }))));
    const news = runs.map((run): DigestRun => ({ ...run, happened: run.happened.filter(({ n }) => fresh.has(`${run.runId}/${n}`)) })).filter(({ happened, due }) => happened.length + due.length > 0);
    if (news.length === 0) return false;
    const [notificationId] = await tellPeople(tx, [{ personId, kind: 'digest', at: now, data: { runTitle: '', items: [], meeting: null, digest: { date, runs: news } } }]);
    await noteDigestNotice(tx, personId, date, notificationId!);
    return true;
  });
}
