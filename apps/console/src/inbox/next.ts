/** Where a task stands, or stood last, in a list. */
export interface Spot {
  id: string;
  index: number;
}

/** The task that opens by itself once another is done: the one that follows it in the list, which may have lost it already; else the one before; null for none. */
export function nextAfter(ids: readonly string[], done: Spot): string | null {
  const rest = ids.filter((id) => id !== done.id);
  const index = ids.includes(done.id) ? ids.indexOf(done.id) : done.index;
  return rest[Math.min(Math.max(index, 0), rest.length - 1)] ?? null;
}

/** The task that `j` (1) or `k` (-1) goes to; the first one when none is chosen. */
export function stepFrom(ids: readonly string[], selected: string | null, step: 1 | -1): string | null {
  const index = selected === null ? -1 : ids.indexOf(selected);
  if (index === -1) return ids[0] ?? null;
  return ids[Math.min(Math.max(index + step, 0), ids.length - 1)] ?? null;
}
