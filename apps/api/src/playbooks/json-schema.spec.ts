import { schemaIssues, textIssues } from './json-schema.ts';

const form = {
  type: 'object',
  additionalProperties: false,
  required: ['result'],
  properties: { result: { enum: ['passed', 'failed'] }, links: { type: 'array', items: { type: 'object', required: ['url'], properties: { url: { type: 'string', format: 'uri' } } } } },
};

describe('schemaIssues', () => {
  it('names every field that breaks the form', () => {
    const issues = schemaIssues(form, { links: [{ url: 'no address' }, {}], extra: 1 }, 'answers');
    expect(issues.map((issue) => issue.path).sort()).toEqual(['answers.extra', 'answers.links.0.url', 'answers.links.1.url', 'answers.result']);
  });

  it('takes HTML and formulas as the data they are', () => {
    expect(schemaIssues({ type: 'object' }, { note: '<script>alert(1)</script>', cell: '=1+1' }, 'answers')).toEqual([]);
  });

  it('does not take inherited properties for answers', () => {
    expect(schemaIssues({ type: 'object', required: ['constructor'] }, {}, '')).toEqual([{ path: 'constructor', message: 'is missing' }]);
  });

  it('refuses texts that the database could not hold', () => {
    expect(textIssues({ a: [{ b: 'x\u0000' }], c: '\ud800' }, 'answers').map((issue) => issue.path)).toEqual(['answers.a.0.b', 'answers.c']);
    expect(textIssues('two\nlines', 'answers')).toEqual([]);
  });
});
