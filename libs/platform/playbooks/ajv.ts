import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { type FieldProblem, textProblems } from './text-problems.ts';

/** More than this many tell a person nothing new, and an answer must stay small. */
const MAX_PROBLEMS = 50;

// ownProperties: a field called `constructor` is missing unless it was sent. strictRequired stays off: `then: {required: […]}` names fields that are described one level up.
const ajv = new Ajv2020({ strict: true, strictRequired: false, allErrors: true, ownProperties: true });
addFormats.default(ajv, ['uri', 'email', 'date', 'date-time', 'uuid']);
ajv.addVocabulary(['x-title', 'x-description', 'x-enum']);

/** A playbook's schemas live as long as its object; a new version is a new object. */
const compiled = new WeakMap<object, ValidateFunction>();

/**
 * Checks a value against a JSON Schema 2020-12, once its texts are fit to be stored.
 * @returns the problems, at most 50, each naming its field; empty when the value is valid.
 * @throws Error when the schema itself is no strict schema (an author's mistake).
 */
export function schemaProblems(schema: Record<string, unknown>, value: unknown): FieldProblem[] {
  const texts = textProblems(value);
  if (texts.length > 0) return texts.slice(0, MAX_PROBLEMS);
  const validate = compiled.get(schema) ?? ajv.compile(schema);
  compiled.set(schema, validate);
  if (validate(value)) return [];
  // "if" only says that its "then" or "else" failed, which is told by itself.
  const errors = (validate.errors ?? []).filter((error) => error.keyword !== 'if');
  return errors.slice(0, MAX_PROBLEMS).map((error) => ({ path: pathOf(error), message: messageOf(error) }));
}

function pathOf(error: ErrorObject): string {
  const segments = error.instancePath.split('/').slice(1).map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
  const field: unknown = error.params.missingProperty ?? error.params.additionalProperty;
  return [...segments, ...(typeof field === 'string' ? [field] : [])].join('.');
}

function messageOf(error: ErrorObject): string {
  if (error.keyword === 'required') return 'is required';
  if (error.keyword === 'additionalProperties') return 'is not a field of this form';
  if (error.keyword === 'enum') return `must be one of ${(error.params.allowedValues as unknown[]).join(', ')}`;
  return error.message ?? 'is not valid';
}
