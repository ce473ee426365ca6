import fc from 'fast-check';
import { marksOf, searchQuery } from './query.ts';
import { folded, wordsOf } from './words.ts';

test.each([
  ['脚本', `('脚本')`],
  ['脚', `'脚':*`],
  ['脚本大纲', `('脚本' <-> '本大' <-> '大纲')`],
  ['Script 大纲', `'script':* & ('大纲')`],
  ["o'neil; drop & | ! <-> :*", `'o':* & 'neil':* & 'drop':*`],
  ['A4纸', `'a4':* & '纸':*`],
  ['…!?', null],
])('%j is looked for as %j', (typed, query) => expect(searchQuery(typed)).toBe(query));

test('marks show what was found, whatever its case', () => {
  const shown = (text: string, typed: string) => marksOf(text, typed).map(([from, to]) => text.slice(from, to));
  expect(shown('Script outline 脚本大纲', 'SCR 大纲')).toEqual(['Scr', '大纲']);
  expect(shown('description', 'scr')).toEqual([]);
  expect(shown('本本本', '本本')).toEqual(['本本']);
  expect(shown('ÜBER Übung', 'über')).toEqual(['ÜBER']);
});

test('any text finds itself, and marks lie within it in order', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.nat(), (text, pick) => {
    expect(folded(text)).toHaveLength(text.length);
    const words = wordsOf(text);
    for (const [index, [from, to]] of marksOf(text, text).entries()) {
      expect(to).toBeGreaterThan(from);
      expect(to).toBeLessThanOrEqual(text.length);
      expect(from).toBeGreaterThanOrEqual(marksOf(text, text)[index - 1]?.[1] ?? 0);
    }
    const word = words[pick % (words.length || 1)];
    if (word) expect(marksOf(text, word.text).length).toBeGreaterThan(0);
    expect(searchQuery(text) === null).toBe(words.length === 0);
  }));
});
