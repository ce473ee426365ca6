import type { Text } from '../contracts/text.ts';

/** What went wrong, without a word about HTTP: the API maps each code to a status in one place. */
export type ErrorCode =
  | 'bad-request'
  | 'validation'
  | 'idempotency-key-missing'
  | 'idempotency-mismatch'
  | 'unauthenticated'
  | 'credentials'
  | 'second-factor'
  | 'forbidden'
  | 'cross-site'
  | 'not-found'
  | 'closed'
  | 'stale'
  | 'conflict'
  | 'invalid'
  | 'too-large'
  | 'media-type'
  | 'too-many-requests'
  | 'unavailable'
  | 'internal';

/** One field that broke a rule; `path` is dotted (`pieces.0.title`) and empty for the whole body. */
export interface FieldIssue {
  path: string;
  message: string | Text;
}

/** What is known beside the code. Everything here is shown to the caller, so nothing secret belongs in it. */
export interface ErrorFacts {
  /** Machine-readable rule, e.g. `own-work`; also the key of a sentence in the message catalogue. */
  rule?: string;
  /** Sentence for the reader when the catalogue has none for the rule. */
  detail?: string | Text;
  errors?: FieldIssue[];
  by?: string | null;
  /** Epoch ms. */
  at?: number | null;
  state?: string;
  version?: number;
  retryAfterMs?: number;
}

/** An error that is an answer: expected, typed, safe to show. Anything else is a defect of ours and answers `internal`. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly facts: ErrorFacts;

  constructor(code: ErrorCode, facts: ErrorFacts = {}, options?: { cause?: unknown }) {
    super(typeof facts.detail === 'string' ? facts.detail : (facts.detail?.en ?? facts.rule ?? code), options);
    this.name = new.target.name;
    this.code = code;
    this.facts = facts;
  }
}

/** No such thing, or none that the caller may know of. */
export class NotFoundError extends AppError {
  constructor(what: string, facts: ErrorFacts = {}) {
    super('not-found', { rule: `unknown-${what}`, ...facts });
  }
}

/** The caller is known and may not do this; `rule` says why. */
export class ForbiddenError extends AppError {
  constructor(rule: string, facts: ErrorFacts = {}) {
    super('forbidden', { rule, ...facts });
  }
}

/** The target is closed: says by whom and when. */
export class ClosedError extends AppError {
  constructor(facts: ErrorFacts = {}) {
    super('closed', { rule: 'closed', ...facts });
  }
}

/** The version the caller saw is not the current one. */
export class StaleError extends AppError {
  constructor(facts: ErrorFacts = {}) {
    super('stale', { rule: 'stale', ...facts });
  }
}

/** The state of the target forbids it for now. */
export class ConflictError extends AppError {
  constructor(rule: string, facts: ErrorFacts = {}) {
    super('conflict', { rule, ...facts });
  }
}

/** The input is well formed but breaks a rule on a field. */
export class InvalidError extends AppError {
  constructor(errors: FieldIssue[], facts: ErrorFacts = {}) {
    super('invalid', { errors, ...facts });
  }
}

/** The input is not what the route takes: wrong type, missing field, malformed cursor. */
export class ValidationError extends AppError {
  constructor(errors: FieldIssue[], facts: ErrorFacts = {}) {
    super('validation', { errors, ...facts });
  }
}
