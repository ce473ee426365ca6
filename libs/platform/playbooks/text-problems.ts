import { FORBIDDEN_TEXT } from '#contracts/api/fields';

/** One thing wrong with what was given. `path` is dotted, like `defects.0.note`; empty for the whole. */
export interface FieldProblem {
  path: string;
  message: string;
}
const MAX_DEPTH = 20;

/** What no document of ours may hold wherever it stands: control characters and lone surrogates, which Postgres refuses, and nesting too deep to store. */
export function textProblems(value: unknown, path: readonly string[] = []): FieldProblem[] {
  const problem = (message: string): FieldProblem[] => [{ path: path.join('.'), message }];
  if (typeof value === 'string') return FORBIDDEN_TEXT.test(value) ? problem('holds a control character') : [];
  if (typeof value !== 'object' || value === null) return [];
  if (path.length >= MAX_DEPTH) return problem(`is nested more than ${MAX_DEPTH} deep`);
  return Object.entries(value).flatMap(([key, inner]) => (FORBIDDEN_TEXT.test(key) ? problem('has a field name with a control character') : textProblems(inner, [...path, key])));
}
