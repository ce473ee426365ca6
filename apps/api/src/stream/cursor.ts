import type { FeedPosition, FeedSource, Frontier } from '#persistence/repositories/feed';

const SHAPE = /^([0-9.]{3,60})_(\d{1,20})_([en])(\d{1,19})$/;
const SOURCES: Record<string, FeedSource> = { e: 'event', n: 'notice' };

/** A position as the id of a server-sent event; it names the cluster, because another one counts its transactions differently. */
export const formatCursor = (cluster: string, { xact, source, ordinal }: FeedPosition): string => `${cluster}_${xact}_${source[0]}${ordinal}`;

/** The position behind a cursor; null when it is void: malformed, of another cluster, or ahead of what this one has done. */
export function parseCursor(text: string, frontier: Frontier): FeedPosition | null {
  const [, cluster, xact, source, ordinal] = SHAPE.exec(text) ?? [];
  if (!xact || !ordinal || !source || cluster !== frontier.cluster || BigInt(xact) >= BigInt(frontier.below)) return null;
  return { xact, source: SOURCES[source]!, ordinal };
}

/** The position after everything that is settled now. */
export const atFrontier = ({ below }: Frontier): FeedPosition => ({ xact: String(BigInt(below) - 1n), source: 'notice', ordinal: '9223372036854775807' });

/** Order of the feed: negative when `a` comes before `b`. */
export function comparePositions(a: FeedPosition, b: FeedPosition): number {
  const difference = BigInt(a.xact) - BigInt(b.xact) || BigInt(rank(a)) - BigInt(rank(b)) || BigInt(a.ordinal) - BigInt(b.ordinal);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}
const rank = ({ source }: FeedPosition): number => (source === 'event' ? 0 : 1);
