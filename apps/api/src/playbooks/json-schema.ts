import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { FORBIDDEN_TEXT } from '#contracts/api/fields';
import type { FieldIssue } from '#domain/errors';

/** Most issues that one answer lists. */
const MAX_ISSUES = 50;
const MAX_DEPTH = 20;

const ajv = new Ajv2020({ allErrors: true, strict: false, ownProperties: true, addUsedSchema: false });
(formats as unknown as (into: Ajv2020) => void)(ajv);
/** Keyed by the schema object itself: pinned playbooks are cached, so each form is compiled once. */
const compiled = new WeakMap<object, ValidateFunction>();

function validator(schema: object): ValidateFunction {
  let validate = compiled.get(schema);
  if (!validate) {
    const { $id: _, ...anonymous } = schema as { $id?: string };
    validate = ajv.compile(anonymous);
    compiled.set(schema, validate);
  }
  return validate;
}

/** Every way in which `value` breaks a JSON Schema 2020-12, with field paths under `at`; and every text with control characters. Empty when it is fine. */
export function schemaIssues(schema: object, value: unknown, at: string): FieldIssue[] {
  const bad = textIssues(value, at);
  if (bad.length > 0) return bad;
  const validate = validator(schema);
  if (validate(value)) return [];
  return (validate.errors ?? []).slice(0, MAX_ISSUES).map((error) => ({ path: fieldPath(at, error), message: sentence(error) }));
}

/** Texts that hold control characters or lone surrogates, keys included, and values nested too deep to store. */
export function textIssues(value: unknown, at: string, depth = 0): FieldIssue[] {
  if (typeof value === 'string') return FORBIDDEN_TEXT.test(value) ? [{ path: at, message: 'holds a control character' }] : [];
  if (value === null || typeof value !== 'object') return [];
  if (depth >= MAX_DEPTH) return [{ path: at, message: `is nested more than ${MAX_DEPTH} deep` }];
  return Object.entries(value).flatMap(([key, item]) => (FORBIDDEN_TEXT.test(key) ? [{ path: at, message: 'has a key with a control character' }] : textIssues(item, join(at, key), depth + 1)));
}

export function join(at: string, key: string | number): string {
  return at ? `${at}.${key}` : String(key);
}

/** The field that an Ajv error is about: a missing or unknown property is named itself, not its parent. */
function fieldPath(at: string, error: ErrorObject): string {
  const pointer = error.instancePath.split('/').slice(1).map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  const params = error.params as { missingProperty?: string; additionalProperty?: string };
  const own = params.missingProperty ?? params.additionalProperty;
  return [...(at ? [at] : []), ...pointer, ...(own === undefined ? [] : [own])].join('.');
}

function sentence(error: ErrorObject): string {
  if (error.keyword === 'required') return 'is missing';
  if (error.keyword === 'additionalProperties') return 'is not a field of this form';
  const allowed = (error.params as { allowedValues?: unknown[] }).allowedValues;
  return allowed ? `must be one of ${allowed.map(String).join(', ')}` : (error.message ?? 'is not valid');
}
