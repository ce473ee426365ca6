import type { DataSource } from 'typeorm';
import type { NoticeItem, NoticeKind } from '#contracts/notice';
import { ownItem, tellPeople } from '#persistence/repositories/own-notices';
import type { Queryable } from '#persistence/repositories/queryable';
import { markTold, untoldOccurrences } from '#persistence/repositories/schedule-occurrences';

const AT_ONCE = 500;
const KINDS = { missed: 'schedule-missed', failed: 'schedule-failed' } as const satisfies Record<string, NoticeKind>;
type Untold = Awaited<ReturnType<typeof untoldOccurrences>>[number];

/** Tells owners of what was missed or refused: one notice for each schedule and kind, however many dates; administrators where the owner has left. One transaction, so each once. */
export function tellOwners(db: DataSource, now: number): Promise<void> {
  return db.transaction(async (tx) => {
    const untold = await untoldOccurrences(tx, AT_ONCE);
    if (untold.length === 0) return;
    const groups = new Map<string, Untold[]>();
    for (const one of untold) groups.set(`${one.scheduleId}/${one.state}`, [...(groups.get(`${one.scheduleId}/${one.state}`) ?? []), one]);
    for (const group of groups.values()) await tellOf(tx, group, now);
    await markTold(tx, untold, now);
  });
}

async function tellOf(tx: Queryable, group: readonly Untold[], now: number): Promise<void> {
  const { scheduleId, state } = group[0]!;
  const [schedule] = await tx.query<Array<{ title: string; people: string[] }>>(
    `SELECT title, ARRAY(SELECT id FROM person WHERE disabled_at IS NULL AND (id = schedule.owner_id
       OR (platform_role = 'admin' AND NOT EXISTS (SELECT 1 FROM person o WHERE o.id = schedule.owner_id AND o.disabled_at IS NULL)))) AS people FROM schedule WHERE id = $1`,
    [scheduleId],
  );
  const ats = group.map(({ at }) => at).sort((a, b) => a - b);
  const item: NoticeItem = ownItem(KINDS[state], {
    subject: schedule!.title,
    because: group.at(-1)!.reason,
    span: { from: ats[0]!, until: ats.at(-1)! },
  });
  const data = { runTitle: '', meeting: null, items: [item], path: `schedules/${scheduleId}` };
  await tellPeople(tx, schedule!.people.map((personId) => ({ personId, kind: KINDS[state], data, at: now })));
}
