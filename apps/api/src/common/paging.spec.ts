import { ValidationError } from '#domain/errors';
import { decodeCursor, encodeCursor, pageFrom } from './paging.ts';

describe('cursors', () => {
  it('come back as they went', () => {
    expect(decodeCursor(encodeCursor([5, '作品']), ['number', 'text'])).toEqual([5, '作品']);
    expect(decodeCursor(undefined, ['number'])).toBeUndefined();
  });

  it.each(['x', '!', encodeCursor([]), encodeCursor(['5']), encodeCursor([5, 6]), Buffer.from('{"0":5,"length":1}').toString('base64url')])('of another make are refused: %s', (after) => {
    expect(() => decodeCursor(after, ['number'])).toThrow(ValidationError);
  });
});

describe('pageFrom', () => {
  it('names the next page only when there is one', () => {
    const page = (rows: number[]) => pageFrom(rows, 2, (row) => row, (row) => [row]);
    expect(page([1, 2])).toEqual({ items: [1, 2], next: null });
    expect(page([1, 2, 3])).toEqual({ items: [1, 2], next: encodeCursor([2]) });
    expect(page([])).toEqual({ items: [], next: null });
  });
});
