/** How a person sends: once; twice at the same time; again some time later; giving up on the first answer, and then asking again or never. */
export type Delivery = 'plain' | 'twice' | 'again-later' | 'lost' | 'lost-for-good';
/** What its sender came to know: `unknown` when they never asked again. */
export type Verdict = 'accepted' | 'refused' | 'unknown';

/** One thing that somebody asked for under one Idempotency-Key, and everything they were told about it. */
export interface Told {
  /** Id of the command; of a start, the run's id as it was answered. */
  id: string;
  runId: string;
  who: string;
  path: string;
  delivery: Delivery;
  verdict: Verdict;
  /** 202 was among the answers. */
  stored: boolean;
  /** Event numbers that answers named. */
  eventNumbers: Set<number>;
  /** What was said against it. */
  problem: string | null;
  sentAt: number;
  /** Null while nobody has answered for good. */
  knownAt: number | null;
  sendings: number;
}

/** What people were told, for comparing with what the record says. */
export class Ledger {
  readonly told: Told[] = [];
  /** Answers that no outage excuses: 500, two different answers to one key. */
  readonly faults: Array<{ runId: string | null; detail: string }> = [];

  open(entry: Pick<Told, 'id' | 'runId' | 'who' | 'path' | 'delivery'>): Told {
    const told: Told = { ...entry, verdict: 'unknown', stored: false, eventNumbers: new Set(), problem: null, sentAt: Date.now(), knownAt: null, sendings: 0 };
    this.told.push(told);
    return told;
  }

  fault(runId: string | null, detail: string): void {
    this.faults.push({ runId, detail });
  }

  /** How long senders waited to know, in ms, of what was asked for between two instants. */
  waits(from: number, until: number): number[] {
    return this.told.filter(({ sentAt, knownAt }) => sentAt >= from && sentAt < until && knownAt !== null).map(({ sentAt, knownAt }) => knownAt! - sentAt);
  }
}
