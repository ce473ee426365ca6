import { assumedAnswers } from './assumed.ts';

const form = (properties: object, steers: string[], examples: unknown[]) => ({ schema: { properties }, steers, examples });

test('each form takes its first choice, with the figures of the example that makes it, and nothing that nobody has decided on', () => {
  const decision = { enum: ['passed', 'failed'] };
  expect(assumedAnswers({
    plain: form({ note: {} }, [], [{ note: 'x' }]),
    check: form({ decision, defects: {} }, ['decision', 'defects'], [{ decision: 'failed', defects: [{ code: 'a' }] }, { decision: 'passed' }]),
    final: form({ decision, quality: {} }, ['decision', 'quality'], [{ decision: 'failed', quality: { hook: 1 } }, { decision: 'passed', quality: { hook: 4 }, note: 'x' }]),
    publishing: form({ publishedAt: {}, link: {} }, ['publishedAt', 'link'], [{ publishedAt: '2026-01-01T00:00:00Z', link: 'https://x.test' }]),
    retrospective: form({ decision: { enum: ['done'] } }, ['decision', 'actions', 'case'], [{ decision: 'done', actions: [{ owner: 'a' }], case: { title: 'x' } }]),
  })).toEqual({
    plain: {},
    check: { decision: 'passed' },
    final: { decision: 'passed', quality: { hook: 4 } },
    publishing: {},
    retrospective: { decision: 'done' },
  });
});
