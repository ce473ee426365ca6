import type { CalendarLayer, StatedDay } from '#contracts/api/calendar-layer';

/** What an official list would do to one date of a layer. `kept`: made by hand, and not to be overwritten. */
export interface ListedDay {
  date: string;
  change: 'added' | 'changed' | 'removed' | 'kept';
  before: StatedDay | null;
  listed: StatedDay | null;
}

/**
 * A layer with the official list of a year put in: its days replace those of an earlier list, and the year counts as official. A day made by hand
 * stays unless `overwrite` names its date; days that an earlier list had and this one has not are taken out.
 */
export function withOfficialYear(layer: CalendarLayer, year: number, list: Record<string, StatedDay>, overwrite: readonly string[] = []): { layer: CalendarLayer; days: ListedDay[] } {
  const present = layer.days ?? {};
  const ofYear = Object.keys(present).filter((date) => date.startsWith(`${year}-`));
  const days = [...new Set([...ofYear, ...Object.keys(list)])].sort().flatMap((date): ListedDay[] => {
    const [before, listed] = [present[date] ?? null, list[date] ?? null];
    if (listed === null) return before!.source === 'official' ? [{ date, change: 'removed', before, listed }] : [];
    if (before === null) return [{ date, change: 'added', before, listed }];
    if (sameDay(before, listed)) return [];
    return [{ date, change: before.source === 'hand' && !overwrite.includes(date) ? 'kept' : 'changed', before, listed }];
  });
  const next = { ...present };
  for (const { date, change, listed } of days) {
    if (change === 'removed') delete next[date];
    else if (change !== 'kept') next[date] = listed!;
  }
  const officialYears = [...new Set([...(layer.officialYears ?? []), year])].sort((a, b) => a - b);
  return { layer: { ...layer, days: next, officialYears }, days };
}

const sameDay = (a: StatedDay, b: StatedDay): boolean => JSON.stringify(facts(a)) === JSON.stringify(facts(b));
const facts = ({ isWorkday, reason, name, half, hours, source }: StatedDay) => [isWorkday, reason, name?.['zh-CN'], name?.en, half, hours, source];
