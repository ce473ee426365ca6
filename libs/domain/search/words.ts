/**
 * How texts are taken apart for the search box. The database does the same when it indexes (function `callsheet_words`, made by a migration from these
 * constants as they stood then): a change here needs a new migration that indexes anew.
 */
export const CJK = '\\u3040-\\u30ff\\u3400-\\u9fff\\uac00-\\ud7af\\uf900-\\ufaff';
export const LETTERS = '0-9a-z\\u00aa-\\u02ff\\u0370-\\u1fff';

const range = (from: number, to: number, shift: number): Array<[string, string]> =>
  Array.from({ length: to - from + 1 }, (_, i) => [String.fromCharCode(from + i), String.fromCharCode(from + i + shift)]);
/** Capitals and small letters of Latin, Greek and Cyrillic, one for one, so that lower-casing is the same on every database and changes no length. */
const PAIRS = [...range(0x41, 0x5a, 32), ...range(0xc0, 0xd6, 32), ...range(0xd8, 0xde, 32), ...range(0x391, 0x3a1, 32), ...range(0x3a3, 0x3ab, 32), ...range(0x410, 0x42f, 32), ...range(0x400, 0x40f, 80)];
export const CAPITALS = PAIRS.map(([capital]) => capital).join('');
export const SMALLS = PAIRS.map(([, small]) => small).join('');
const SMALL_OF = new Map(PAIRS);
const CAPITAL = new RegExp(`[${CAPITALS}]`, 'g');

export interface Word {
  text: string;
  /** Where it begins in the text it came from. */
  at: number;
  cjk: boolean;
}

/** Small letters for capitals; every character stays where it was. */
export const folded = (text: string): string => text.replace(CAPITAL, (capital) => SMALL_OF.get(capital) ?? capital);

const RUNS = new RegExp(`[${LETTERS}]+|[${CJK}]+`, 'gu');
const STARTS_CJK = new RegExp(`^[${CJK}]`, 'u');

/** Runs of letters and digits, and runs of Chinese, Japanese or Korean characters, in order. */
export function wordsOf(text: string): Word[] {
  return [...folded(text).matchAll(RUNS)].map((match) => ({ text: match[0], at: match.index, cjk: STARTS_CJK.test(match[0]) }));
}
