import type { RJSFSchema, UiSchema } from '@rjsf/utils';
import type { Locale, Text } from '#contracts/text';

/** A playbook's JSON Schema with our additions: texts in both languages beside the standard ones. */
export interface FormSchema {
  [keyword: string]: unknown;
  title?: string;
  properties?: Record<string, FormSchema>;
  items?: FormSchema;
  enum?: unknown[];
  'x-title'?: Text;
  'x-description'?: Text;
  'x-enum'?: Record<string, Text>;
}

const CHILDREN = ['properties', '$defs', 'dependentSchemas', 'patternProperties'];
const BRANCHES = ['anyOf', 'oneOf', 'allOf'];
const NESTED = ['items', 'if', 'then', 'else', 'not', 'additionalProperties'];

/** The schema in one language. */
export function localised(schema: FormSchema, locale: Locale): RJSFSchema {
  const own: Record<string, unknown> = { ...schema };
  const title = schema['x-title']?.[locale];
  const description = schema['x-description']?.[locale];
  if (title) own.title = title;
  if (description) own.description = description;
  for (const key of CHILDREN) if (isObject(own[key])) own[key] = Object.fromEntries(Object.entries(own[key]).map(([name, child]) => [name, isObject(child) ? localised(child, locale) : child]));
  for (const key of BRANCHES) if (Array.isArray(own[key])) own[key] = (own[key] as FormSchema[]).map((branch) => localised(branch, locale));
  for (const key of NESTED) if (isObject(own[key])) own[key] = localised(own[key], locale);
  // The form library shows what depends on an answer by the older keyword; the checks read the one of 2020-12.
  if (isObject(own.dependentSchemas) || isObject(own.dependentRequired)) own.dependencies = { ...(own.dependentRequired as object), ...(own.dependentSchemas as object) };
  return own as RJSFSchema;
}

const isObject = (value: unknown): value is FormSchema => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Names of answers that are people (the API reads them alike), and texts long enough for a box of their own. */
const PEOPLE = /^(owner|ownerId|personId|managerId|assigneeId|publishedBy)$/;
const LONG = 300;

/** How fields are shown that the schema alone does not say: choices in words, people by name, long texts in boxes, instants with a picker. */
export function looks(schema: FormSchema, locale: Locale, name = ''): UiSchema {
  const own: UiSchema = {};
  const words = schema['x-enum'];
  if (words && schema.enum) own['ui:enumNames'] = schema.enum.map((value) => words[String(value)]?.[locale] ?? String(value));
  if (schema.enum && schema.enum.length <= 4 && schema.type === 'string') own['ui:widget'] = 'radio';
  if (schema.type === 'string' && !schema.enum) Object.assign(own, textLook(schema, name));
  if (name === 'files' && schema.type === 'array') return { ...own, 'ui:widget': 'files' };
  for (const branch of conditional(schema)) Object.assign(own, looks(branch, locale));
  for (const [key, child] of Object.entries(schema.properties ?? {})) own[key] = looks(child, locale, key);
  if (schema.items) own.items = looks(schema.items, locale, name.replace(/s$/, ''));
  return own;
}

/** Schemas that add fields when something holds: their fields look as if they were always there. */
function conditional(schema: FormSchema): FormSchema[] {
  const branches = BRANCHES.flatMap((key) => (Array.isArray(schema[key]) ? (schema[key] as FormSchema[]) : []));
  const dependent = isObject(schema.dependentSchemas) ? (Object.values(schema.dependentSchemas) as FormSchema[]) : [];
  return [schema.then, schema.else, ...branches, ...dependent].filter(isObject).filter(({ properties, then, else: otherwise }) => properties ?? then ?? otherwise);
}

function textLook(schema: FormSchema, name: string): UiSchema {
  if (schema.format === 'uuid' || PEOPLE.test(name)) return { 'ui:widget': 'person' };
  if (schema.format === 'date-time') return { 'ui:widget': 'instant' };
  if (schema.format === 'date') return { 'ui:widget': 'date' };
  if (schema.format === 'uri') return { 'ui:options': { inputType: 'url' } };
  return typeof schema.maxLength === 'number' && schema.maxLength > LONG ? { 'ui:widget': 'textarea', 'ui:options': { rows: 4 } } : {};
}
