import { NotFoundException } from '@nestjs/common';
import { z } from 'zod';
import { AppError, ClosedError, ForbiddenError, InvalidError, NotFoundError, StaleError } from '#domain/errors';
import { fieldIssues } from './issues.ts';
import { localeOf } from './locale.ts';
import { asAppError, problemOf } from './problem.filter.ts';

describe('problemOf', () => {
  it.each([
    [new NotFoundError('task'), 404, 'unknown-task'],
    [new ForbiddenError('own-work'), 403, 'own-work'],
    [new StaleError({ version: 4 }), 409, 'stale'],
    [new InvalidError([{ path: 'dueAt', message: 'is in the past' }]), 422, undefined],
    [new AppError('too-many-requests'), 429, undefined],
  ])('maps %s to its status', (error, status, rule) => {
    expect(problemOf(error, 'en')).toMatchObject({ status, type: `/problems/${error.code}`, ...(rule ? { rule } : {}) });
  });

  it('says who closed it and when, and the version to look at', () => {
    expect(problemOf(new ClosedError({ by: 'lin', at: 5, state: 'done', version: 3 }), 'en')).toMatchObject({ by: 'lin', at: 5, state: 'done', version: 3 });
  });

  it('speaks the reader’s language', () => {
    expect(problemOf(new ForbiddenError('own-work'), 'zh-CN').detail).toBe('不能审批自己的工作');
    expect(problemOf(new ForbiddenError('of-the-run', { detail: { en: 'no', 'zh-CN': '不行' } }), 'zh-CN').detail).toBe('不行');
  });
});

describe('asAppError', () => {
  it('hides what was not foreseen', () => {
    const error = asAppError(new Error('password=secret at /srv/x.ts'));
    expect(JSON.stringify(problemOf(error, 'en'))).not.toContain('secret');
    expect(problemOf(error, 'en').status).toBe(500);
  });

  it('asks to try again when the database is away', () => {
    const error = asAppError(Object.assign(new Error('the database system is starting up'), { code: '57P03' }));
    expect(problemOf(error, 'en')).toMatchObject({ status: 503, type: '/problems/unavailable', rule: 'database-away' });
    expect(error.facts.retryAfterMs).toBeGreaterThan(0);
  });

  it('keeps the status of framework and parser errors, not their texts', () => {
    expect(problemOf(asAppError(new NotFoundException('Cannot GET /x')), 'en')).toMatchObject({ status: 404, rule: 'unknown-route' });
    const parser = Object.assign(new Error('too large'), { type: 'entity.too.large', status: 413, expose: true });
    expect(problemOf(asAppError(parser), 'en').status).toBe(413);
  });
});

describe('fieldIssues', () => {
  const schema = z.strictObject({ pieces: z.array(z.object({ title: z.string() })), count: z.number() });
  const issues = (value: unknown) => fieldIssues(z.safeParse(schema, value, { reportInput: true }).error!.issues);

  it('names paths with dots and unknown fields one by one', () => {
    expect(issues({ pieces: [{ title: 1 }], count: 1, a: 1, b: 2 }).map(({ path }) => path)).toEqual(['pieces.0.title', 'a', 'b']);
  });

  it('has both languages, and leaves a schema’s own sentence alone', () => {
    expect(issues({ pieces: [], count: 'x' })[0]?.message).toEqual({ en: expect.stringContaining('expected number'), 'zh-CN': expect.stringContaining('无效输入') });
    const own = z.safeParse(z.string().refine(() => false, { error: 'is taken' }), 'x', { reportInput: true });
    expect(fieldIssues(own.error!.issues, 'id')).toEqual([{ path: 'id', message: 'is taken' }]);
  });
});

describe('localeOf', () => {
  it.each([
    [undefined, 'en'],
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh-CN'],
    ['en;q=0.8, zh-Hans;q=0.9', 'zh-CN'],
    ['fr, de;q=0.5', 'en'],
    ['zh;q=0', 'en'],
    [';;;q=,,', 'en'],
  ])('reads %s as %s', (header, locale) => {
    expect(localeOf(header)).toBe(locale);
  });
});
