/**
 * Failure types that refuse a command for good (they travel as `ApplicationFailure.type`).
 * Anything else — a time-out, `UnprocessedUpdate`, a lost worker — is retried with the same id.
 */
export const FAILURES = {
  /** The target is closed: 409 with who and when. */
  closed: 'Closed',
  /** The version seen is not the current one: 409. */
  stale: 'Stale',
  /** No such task, meeting or step in this run: 404. */
  unknown: 'Unknown',
  /** A rule of the run forbids it (own work, not claimed, paused …): 403 or 409 by `details[0].rule`. */
  forbidden: 'Forbidden',
  /** The input breaks a rule on a field: 422, `details[0].field`. */
  invalid: 'Invalid',
} as const;
export type FailureType = (typeof FAILURES)[keyof typeof FAILURES];
/** First detail of each such failure. */
export interface FailureDetail {
  field?: string;
  /** Every field, where several break the same rule. */
  fields?: string[];
  rule?: string;
  by?: string | null;
  at?: number | null;
  state?: string;
  version?: number;
}
