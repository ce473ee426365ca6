import { InvalidError } from '#domain/errors';
import { checkAnswers, documentOf, peopleInOutcome, withPersonIds, steering, withLinks, type Form } from './task-forms.ts';

const form = {
  version: 1,
  title: { 'zh-CN': '质检', en: 'Check' },
  schema: { type: 'object', additionalProperties: false, required: ['result'], properties: { result: { enum: ['passed', 'failed'] }, note: { type: 'string' }, links: { type: 'array' } } },
  steers: ['result', 'defects'],
  examples: [{ result: 'passed' }],
} as unknown as Form;
const source = { runId: 'r', taskId: 't', kind: 'answers', author: 'p', createdAt: 1 };

describe('answers to a form', () => {
  it('only lets the fields that steer travel', () => {
    expect(steering(form, { result: 'failed', note: 'dark' })).toEqual({ result: 'failed' });
    expect(steering(null, { result: 'failed' })).toEqual({});
  });

  it('puts links where the form has them, else beside the answers', () => {
    expect(withLinks(form, { result: 'passed' }, [{ url: 'https://x.test/a' }])).toEqual({ answers: { result: 'passed', links: [{ title: 'https://x.test/a', url: 'https://x.test/a' }] }, beside: null });
    expect(withLinks(null, {}, [{ url: 'https://x.test/a' }]).beside).toHaveLength(1);
  });

  it('refuses answers to a task without a form, by name', () => {
    expect(() => checkAnswers(null, { result: 1 }, 'answers')).toThrow(InvalidError);
    expect(() => checkAnswers(null, {}, 'answers')).not.toThrow();
  });

  it('refuses a document over 256 kB and hashes the others', () => {
    expect(() => documentOf(source, { text: '字'.repeat(90_000) })).toThrow(/256 kB/);
    expect(documentOf(source, { text: 'x' }).sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('finds the people an outcome names', () => {
    const owner = '6F1C2A34-8f0e-4d5b-9a53-0c7f5f0a1b2c';
    expect(peopleInOutcome({ actions: [{ title: owner, owner }] }, 'answers')).toEqual([{ path: 'answers.actions.0.owner', name: owner.toLowerCase() }]);
    expect(withPersonIds({ actions: [{ title: 'a@b.c', owner: 'A@b.c' }] }, new Map([['a@b.c', 'id']]))).toEqual({ actions: [{ title: 'a@b.c', owner: 'id' }] });
  });
});
