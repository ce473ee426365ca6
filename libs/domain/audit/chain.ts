import { GENESIS, type AuditEntry, type AuditFault, type SealedEntry } from '#contracts/audit';
import { canonicalJson } from './canonical.ts';

/** SHA-256 in hex; handed in, because rules know no Node. */
export type Hash = (text: string) => string;
/** The end of a chain, or of the part of it that was looked at. */
export interface Head {
  seq: number;
  hash: string;
}
export const START: Head = { seq: 0, hash: GENESIS };

/** What is hashed: the hash before, a line break, and the entry as canonical JSON, with exactly these fields. */
export function sealedText({ seq, source, sourceId, at, actor, action, targetKind, targetId, runId, data }: AuditEntry, prevHash: string): string {
  return `${prevHash}\n${canonicalJson({ seq, source, sourceId, at, actor, action, targetKind, targetId, runId, data })}`;
}

/** Appends entries to a chain that ends at `head`: numbers them and seals each with the one before. */
export function seal(entries: ReadonlyArray<Omit<AuditEntry, 'seq'>>, head: Head, hash: Hash): SealedEntry[] {
  let { seq, hash: prevHash } = head;
  return entries.map((given) => {
    const entry = { ...given, seq: (seq += 1) };
    const sealed = { ...entry, prevHash, hash: hash(sealedText(entry, prevHash)) };
    prevHash = sealed.hash;
    return sealed;
  });
}

/**
 * What is wrong with an entry after `head`, or null. `head` null: the part before is not at hand (a filtered export), so only the entry itself
 * is judged; likewise `partial` lets numbers be missing.
 */
export function faultOf(entry: SealedEntry, head: Head | null, hash: Hash, partial = false): AuditFault | null {
  if (head && entry.seq !== head.seq + 1 && !(partial && entry.seq > head.seq)) return 'gap';
  if (head && entry.seq === head.seq + 1 && entry.prevHash !== head.hash) return 'link';
  return hash(sealedText(entry, entry.prevHash)) === entry.hash ? null : 'hash';
}
