import type { CommandRefusal } from '#contracts/api/command';
import { FAILURES } from '#contracts/failures';
import { AppError, ClosedError, ConflictError, ForbiddenError, InvalidError, NotFoundError, StaleError } from '#domain/errors';

/** What a refusal of the relay's own is called: nobody answered for 24 hours. */
export const EXPIRED = 'Expired';
/** Rules about who acts; every other rule is about the state of things, and so a conflict. */
const ABOUT_THE_PERSON: ReadonlySet<string> = new Set(['own-work', 'own-signature', 'not-yours', 'not-your-turn', 'not-waiting']);

const RULES: Record<string, string> = { [FAILURES.closed]: 'closed', [FAILURES.stale]: 'stale', [FAILURES.unknown]: 'unknown-target', [EXPIRED]: 'expired' };
/** The rule that a refusal goes by: its own, else the one that its type stands for. */
export const ruleOf = ({ rule, type }: CommandRefusal): string => rule ?? RULES[type] ?? 'forbidden-now';

/** The run's refusal as the error that the API answers: 404, 403, 409 or 422. */
export function refusalError(refusal: CommandRefusal): AppError {
  const { message, field, fields, rule, by, at, state, version } = refusal;
  const facts = { detail: message, ...(by !== undefined && { by }), ...(at !== undefined && { at }), ...(state !== undefined && { state }), ...(version !== undefined && { version }) };
  switch (refusal.type) {
    case FAILURES.closed:
      return new ClosedError(facts);
    case FAILURES.stale:
      return new StaleError(facts);
    case FAILURES.unknown:
      return new NotFoundError('target', { detail: message });
    case FAILURES.invalid:
      return new InvalidError((fields ?? [field ?? '']).map((path) => ({ path, message })), rule ? { rule } : {});
    case EXPIRED:
      return new ConflictError('expired', facts);
    default:
      return rule && ABOUT_THE_PERSON.has(rule) ? new ForbiddenError(rule, facts) : new ConflictError(rule ?? 'forbidden-now', facts);
  }
}
