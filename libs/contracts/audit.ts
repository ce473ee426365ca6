import type { Json } from './text.ts';

/** Where an entry of the audit comes from: a command that a run accepted, or a row of `activity_log`. */
export const AUDIT_SOURCES = ['command', 'activity'] as const;
export type AuditSource = (typeof AUDIT_SOURCES)[number];

/** Who did what to what and when; the unit that is sealed. */
export interface AuditEntry {
  /** 1, 2, 3 … without a gap. */
  seq: number;
  source: AuditSource;
  /** Of a command `<run>/<number of its first event>`, of an activity its id. */
  sourceId: string;
  /** Epoch ms. */
  at: number;
  actor: string;
  action: string;
  targetKind: string;
  targetId: string | null;
  runId: string | null;
  data: { [key: string]: Json };
}
/** An entry in the chain. Hashes are SHA-256 in hex. */
export interface SealedEntry extends AuditEntry {
  prevHash: string;
  hash: string;
}
/** What the first entry follows. */
export const GENESIS = '0'.repeat(64);
/**
 * What is wrong with an entry: it is not the next number, does not follow the one before, is not what was sealed, its source says something else,
 * or it is not what somebody noted elsewhere (or not there any more).
 */
export const AUDIT_FAULTS = ['gap', 'link', 'hash', 'source', 'noted'] as const;
export type AuditFault = (typeof AUDIT_FAULTS)[number];
