/** SQLSTATEs of a server that is going down, coming up or full, and of connections lost (class 08). */
const STATES = new Set(['57P01', '57P02', '57P03', '53300']);
const SOCKET = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH']);
/** What pg says, without a code, of a connection that ended under a query or before it. */
const LOST = /^Connection terminated|^Client has encountered a connection error|^timeout exceeded when trying to connect/;

/**
 * Whether an error of a query says that PostgreSQL is away for the moment, and not that the query is wrong. Whether the
 * statement was carried out is then unknown: only what is safe to repeat may be tried again.
 */
export function isDatabaseAway(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (typeof code === 'string') return STATES.has(code) || SOCKET.has(code) || /^08\w{3}$/.test(code);
  return typeof message === 'string' && LOST.test(message);
}
