import type { CalendarSlice } from '#contracts/calendar';
import type { Recurrence } from '#contracts/playbook';
import { occurrences } from '#domain/calendar/recurrence';

/** An occurrence that a changed calendar moves, takes away (`to` null) or adds (`from` null). Instants in epoch ms. */
export interface ScheduleMove {
  nominal: string;
  from: number | null;
  to: number | null;
}

/** How the next `count` occurrences after `after` differ between two states of a calendar, as far as both slices reach; empty when none moves. */
export function scheduleMoves(recurrence: Recurrence, before: CalendarSlice, after: CalendarSlice, since: number, count: number): ScheduleMove[] {
  const [old, now] = [before, after].map((slice) => new Map(occurrences(slice, recurrence, since, count).occurrences.map(({ nominal, at }) => [nominal, at]))) as [Map<string, number>, Map<string, number>];
  const reach = Math.min(Math.max(0, ...old.values()), Math.max(0, ...now.values()));
  const nominals = [...new Set([...old.keys(), ...now.keys()])].sort();
  return nominals.flatMap((nominal) => {
    const [from, to] = [old.get(nominal) ?? null, now.get(nominal) ?? null];
    if (from === to || (from ?? to ?? 0) > reach) return [];
    return [{ nominal, from, to }];
  });
}
