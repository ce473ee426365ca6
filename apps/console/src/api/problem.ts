import type { Locale } from '#contracts/text';

/** One field that is wrong, as the API names it. */
export interface FieldIssue {
  path: string;
  message: string;
}

/** An answer of the API that is no success: RFC 9457 problem+json, already in the reader's language. */
export class Problem extends Error {
  override name = 'Problem';

  constructor(
    readonly status: number,
    /** Last part of the problem's type: `not-found`, `closed`, `stale` … */
    readonly code: string,
    readonly title: string,
    readonly detail: string | null,
    readonly issues: FieldIssue[],
    /** Everything else that the problem says: who did it, when, the version now. */
    readonly facts: Record<string, unknown>,
  ) {
    super(detail ?? title);
  }
}

/** Reads a problem out of an answer, or makes one of what came instead. */
export async function problemOf(response: Response): Promise<Problem> {
  const body = (await response.clone().json().catch(() => null)) as Record<string, unknown> | null;
  if (!body || typeof body.title !== 'string') return new Problem(response.status, 'unreadable', response.statusText || String(response.status), null, [], {});
  const { type, title, detail, errors, ...facts } = body;
  return new Problem(response.status, String(type ?? '').split('/').at(-1) ?? '', title, typeof detail === 'string' ? detail : null, issuesOf(errors), facts);
}

const issuesOf = (errors: unknown): FieldIssue[] =>
  Array.isArray(errors) ? errors.map((issue: { path?: unknown; message?: unknown }) => ({ path: String(issue.path ?? ''), message: String(issue.message ?? '') })) : [];

/** The language that problems and texts are asked for in. */
export const languageHeader = (locale: Locale): string => locale;
