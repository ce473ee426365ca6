import type { Page } from '#contracts/api/paging';
import { ValidationError } from '#domain/errors';
import { FIELDS } from './problem/messages.ts';

/** Kinds of the values that a list's cursor holds, in the order of its sort. */
export type CursorPart = 'number' | 'uuid' | 'text';
type CursorValues<P extends readonly CursorPart[]> = { [I in keyof P]: P[I] extends 'number' ? number : string };

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const fits: Record<CursorPart, (value: unknown) => boolean> = {
  number: (value) => typeof value === 'number' && Number.isFinite(value),
  uuid: (value) => typeof value === 'string' && UUID.test(value),
  text: (value) => typeof value === 'string' && value.length <= 500,
};

/** Sort values of a page's last row as an opaque cursor. */
export const encodeCursor = (values: readonly (string | number)[]): string => Buffer.from(JSON.stringify(values)).toString('base64url');

/** Values of a cursor, or undefined for the first page. @throws ValidationError for anything that `encodeCursor` did not make */
export function decodeCursor<const P extends readonly CursorPart[]>(after: string | undefined, parts: P): CursorValues<P> | undefined {
  if (after === undefined) return undefined;
  const values = parse(after);
  if (!Array.isArray(values) || values.length !== parts.length || !parts.every((part, index) => fits[part](values[index]))) {
    throw new ValidationError([{ path: 'after', message: FIELDS.cursor }]);
  }
  return values as CursorValues<P>;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

/** A page of rows read with `LIMIT limit + 1`: one row too many means that there is a next page. */
export function pageFrom<Row, Item>(rows: readonly Row[], limit: number, item: (row: Row) => Item, cursor: (row: Row) => readonly (string | number)[]): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(item), next: rows.length > limit && last !== undefined ? encodeCursor(cursor(last)) : null };
}
