/** Whether an operating role is held at `now` (epoch ms), was, or will be; as the API counts it: from its beginning to just before its end. */
export function standOf({ fromAt, untilAt }: { fromAt: number | null; untilAt: number | null }, now: number): 'now' | 'coming' | 'past' {
  if (untilAt !== null && untilAt <= now) return 'past';
  return fromAt !== null && fromAt > now ? 'coming' : 'now';
}
