import { folded, wordsOf, type Word } from './words.ts';

/** Longest word that is looked for. */
const LONGEST = 60;
/** More words make no search better. */
const MOST = 8;

/**
 * What somebody typed as a `tsquery`: every word must be there, words of letters by their beginning, Chinese by its characters next to each other
 * (the index holds pairs of them, so that two characters are one look-up and one is the beginning of a pair). Null when there is nothing to look for.
 */
export function searchQuery(typed: string): string | null {
  const terms = termsOf(typed).map(({ text, cjk }) => (cjk ? ofCharacters([...text]) : `'${text}':*`));
  return terms.length === 0 ? null : terms.join(' & ');
}

const termsOf = (typed: string): Word[] => wordsOf(typed).slice(0, MOST).map((word) => ({ ...word, text: [...word.text].slice(0, LONGEST).join('') }));

function ofCharacters(characters: string[]): string {
  if (characters.length === 1) return `'${characters[0]}':*`;
  return `(${characters.slice(0, -1).map((character, index) => `'${character}${characters[index + 1]}'`).join(' <-> ')})`;
}

/** Where a text shows what was looked for: [from, to) in UTF-16 units, ascending, without overlap. */
export function marksOf(text: string, typed: string): Array<[from: number, to: number]> {
  const words = wordsOf(text);
  const found = termsOf(typed).flatMap((term) => (term.cjk ? occurrences(folded(text), term.text) : words.filter(({ text: word }) => word.startsWith(term.text)).map(({ at }): [number, number] => [at, at + term.text.length])));
  return merged(found.sort(([a], [b]) => a - b));
}

function occurrences(text: string, part: string): Array<[number, number]> {
  const found: Array<[number, number]> = [];
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length)) found.push([at, at + part.length]);
  return found;
}

function merged(marks: ReadonlyArray<[number, number]>): Array<[number, number]> {
  const result: Array<[number, number]> = [];
  for (const [from, to] of marks) {
    const last = result.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else result.push([from, to]);
  }
  return result;
}
