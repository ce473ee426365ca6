import fc from 'fast-check';
import { mentionsIn, partsOf } from './mentions.ts';

const people = [{ id: '1', name: '何科 He Ke' }, { id: '2', name: 'Li' }, { id: '3', name: 'Li Lei' }];

test('a mention is the whole name, and the longer one where one begins like another', () => {
  expect(mentionsIn('@何科 He Ke please, and @Li Lei', people)).toEqual(['1', '3']);
  expect(mentionsIn('@Li: done, @Li', people)).toEqual(['2']);
  expect(mentionsIn('mail a@b.c, @nobody', people)).toEqual([]);
});

test('the text stays what it was', () => {
  expect(partsOf('Hi @Li!', people)).toEqual([{ text: 'Hi ', person: null }, { text: '@Li', person: '2' }, { text: '!', person: null }]);
  fc.assert(fc.property(fc.array(fc.constantFrom('@', 'Li', ' ', '@Li Lei', '@何科 He Ke', 'x')).map((bits) => bits.join('')), (text) => {
    expect(partsOf(text, people).map((part) => part.text).join('')).toBe(text);
  }));
});
