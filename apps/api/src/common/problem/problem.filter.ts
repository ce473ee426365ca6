import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Problem } from '#contracts/api/problem';
import type { Locale } from '#contracts/text';
import { AppError, type ErrorFacts } from '#domain/errors';
import { isDatabaseAway } from '#persistence/away';
import type { Log } from '../tokens.ts';
import { localeOf } from './locale.ts';
import { ruleText, textIn, titleOf } from './messages.ts';
import { codeOf, STATUSES } from './statuses.ts';

/** PostgreSQL comes up again in seconds. */
const RETRY_AFTER_MS = 2_000;

/** Makes an error that is an answer of whatever was thrown; what we did not foresee becomes `internal` and says nothing of itself. */
export function asAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (isDatabaseAway(thrown)) return new AppError('unavailable', { rule: 'database-away', retryAfterMs: RETRY_AFTER_MS }, { cause: thrown });
  const status = thrown instanceof HttpException ? thrown.getStatus() : parserStatus(thrown);
  if (status === undefined) return new AppError('internal', {}, { cause: thrown });
  // Nest and its parsers answer 400 for two things: a body that is no JSON, and an address whose escapes are broken. Their texts quote the input.
  if (status === 400) return new AppError('bad-request', { rule: /URI|decode/.test(String(thrown)) ? 'malformed-address' : 'malformed-json' }, { cause: thrown });
  return new AppError(codeOf(status), status === 404 ? { rule: 'unknown-route' } : {}, { cause: thrown });
}

/** body-parser's errors carry `type` and `status`; its texts quote the body, so only the status is kept. */
function parserStatus(thrown: unknown): number | undefined {
  if (typeof thrown !== 'object' || thrown === null || !('expose' in thrown) || !('status' in thrown)) return undefined;
  return typeof thrown.status === 'number' && thrown.status >= 400 && thrown.status < 500 ? thrown.status : undefined;
}

/** The body of the answer, in the reader's language. */
export function problemOf(error: AppError, locale: Locale, instance?: string): Problem {
  const { facts } = error;
  return {
    type: `/problems/${error.code}`,
    title: titleOf(error.code, locale),
    status: STATUSES[error.code],
    ...detailOf(facts, locale),
    ...(instance ? { instance } : {}),
    ...(facts.rule ? { rule: facts.rule } : {}),
    ...(facts.errors ? { errors: facts.errors.map(({ path, message }) => ({ path, message: textIn(message, locale) })) } : {}),
    ...(facts.by !== undefined ? { by: facts.by } : {}),
    ...(facts.at !== undefined ? { at: facts.at } : {}),
    ...(facts.state !== undefined ? { state: facts.state } : {}),
    ...(facts.version !== undefined ? { version: facts.version } : {}),
  };
}

/** An error's own sentence in both languages goes first; one in English only (a run's refusal) yields to the catalogue. */
function detailOf(facts: ErrorFacts, locale: Locale): { detail?: string } {
  const known = facts.rule === undefined ? undefined : ruleText(facts.rule, locale);
  const detail = typeof facts.detail === 'object' ? textIn(facts.detail, locale) : (known ?? facts.detail);
  return detail ? { detail } : {};
}

/** Answers every error as problem+json and logs it once: ours to mend as errors, the caller's as debug lines. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Log) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request & { id?: string }>();
    const response = host.switchToHttp().getResponse<Response>();
    const error = asAppError(thrown);
    const problem = problemOf(error, localeOf(request.headers['accept-language']), request.id && `urn:uuid:${request.id}`);
    this.report(error, problem, request);
    if (response.headersSent) {
      response.end();
      return;
    }
    if (error.facts.retryAfterMs !== undefined) response.setHeader('Retry-After', String(Math.max(1, Math.ceil(error.facts.retryAfterMs / 1_000))));
    if (problem.status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
    response.setHeader('Cache-Control', 'no-store').setHeader('Content-Language', localeOf(request.headers['accept-language']));
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  }

  private report(error: AppError, problem: Problem, request: Request & { id?: string }): void {
    const fields = { requestId: request.id, method: request.method, path: request.path, status: problem.status, code: error.code, rule: error.facts.rule };
    if (problem.status >= 500) this.log.error({ ...fields, err: error.cause ?? error }, 'request failed');
    else this.log.debug(fields, 'request refused');
  }
}
