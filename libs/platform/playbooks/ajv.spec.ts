import { schemaProblems } from './ajv.ts';

const note = { type: 'object', additionalProperties: false, required: ['note'], properties: { note: { type: 'string', maxLength: 5 }, 'a/b': { type: 'array', items: { type: 'integer' }, maxItems: 1000 } } };

describe('schemaProblems', () => {
  it('names the field that is missing, foreign, or wrong', () => {
    expect(schemaProblems(note, {})).toEqual([{ path: 'note', message: 'is required' }]);
    expect(schemaProblems(note, { note: 'ok', constructor: 1 })).toEqual([{ path: 'constructor', message: 'is not a field of this form' }]);
    expect(schemaProblems(note, { note: 'too long', 'a/b': [1, 'x'] }).map(({ path }) => path)).toEqual(['note', 'a/b.1']);
  });

  it('tells at most 50 problems', () => {
    expect(schemaProblems(note, { note: 'ok', 'a/b': Array.from({ length: 200 }, () => 'x') })).toHaveLength(50);
  });

  it.each([
    ['a control character', { note: 'a\u0000b' }, 'note'],
    ['a lone surrogate', { note: '\ud800' }, 'note'],
    ['a control character in a name', { 'a\u0001': 1 }, ''],
    ['nesting without end', Array.from({ length: 30 }).reduce<unknown>((inner) => [inner], 1), Array.from({ length: 20 }, () => '0').join('.')],
  ])('refuses %s before anything else', (_what, value, path) => {
    expect(schemaProblems(note, value)).toEqual([{ path, message: expect.any(String) }]);
  });

  it('takes HTML and formulas as the text they are', () => {
    expect(schemaProblems({ type: 'string' }, '<b>=1+1</b>')).toEqual([]);
  });

  it('refuses a schema with a misspelt keyword', () => {
    expect(() => schemaProblems({ type: 'string', maxlength: 3 }, 'x')).toThrow('maxlength');
  });
});
