/** As much of a JSON Schema as the OpenAPI document uses for bodies. */
export interface BodySchema {
  type?: string;
  properties?: Record<string, BodySchema>;
  items?: BodySchema;
  anyOf?: BodySchema[];
  additionalProperties?: unknown;
  pattern?: string;
  format?: string;
  enum?: unknown[];
}
export interface PostRoute {
  path: string;
  schema: BodySchema | null;
}
export interface BadBody {
  /** The field that is wrong, dotted, as a problem names it. */
  field: string;
  body: unknown;
}
interface OpenApi {
  paths: Record<string, { post?: { requestBody?: { content: { 'application/json'?: { schema: BodySchema } } } } }>;
}

/** Every POST route of an OpenAPI document with the schema of its body. */
export const postRoutes = (document: unknown): PostRoute[] =>
  Object.entries((document as OpenApi).paths).flatMap(([path, { post }]) => (post ? [{ path, schema: post.requestBody?.content['application/json']?.schema ?? null }] : []));

/** The same body with another value at a path. */
export function withValue(body: unknown, [key, ...rest]: string[], value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(body)) return body.map((item: unknown, index) => (String(index) === key ? withValue(item, rest, value) : item));
  const object = (body ?? {}) as Record<string, unknown>;
  return { ...object, [key]: withValue(object[key], rest, value) };
}

/** One body for each field of the schema that has a value of the wrong type, and for each object one with a field too many; `valid` is otherwise kept. */
export function wrongTypes(schema: BodySchema, valid: unknown): BadBody[] {
  const fields = fieldsOf(schema, valid).map(([path, field]) => ({ field: path.join('.'), body: withValue(valid, path, field.type === 'string' ? 7 : 'x') }));
  return schema.additionalProperties === false ? [...fields, { field: 'surplus', body: withValue(valid, ['surplus'], 1) }] : fields;
}

/** Paths of the free texts of a body: strings that neither pattern nor format nor list binds. */
export const textFields = (schema: BodySchema, valid: unknown): string[][] =>
  fieldsOf(schema, valid).flatMap(([path, { type, pattern, format, enum: list }]) => (type === 'string' && !pattern && !format && !list ? [path] : []));

/** Every field with its path, into objects and into the first item of arrays that `valid` has. */
function fieldsOf(schema: BodySchema, valid: unknown, at: string[] = []): Array<[string[], BodySchema]> {
  return Object.entries(schema.properties ?? {}).flatMap(([key, field]) => {
    const value = (valid as Record<string, unknown> | undefined)?.[key];
    const own: [string[], BodySchema] = [[...at, key], field];
    if (Array.isArray(value) && value.length > 0 && field.items) return [own, ...fieldsOf(field.items, value[0], [...at, key, '0'])];
    return [own, ...fieldsOf(field, value, [...at, key])];
  });
}

/** Routes of accounts and people: `test/integration/api-identity-input.spec.ts` is about these. */
export const IDENTITY_ROUTES = /^\/(auth\/(?!login$|logout$)|people(\/|$)|teams(\/|$)|invitations(\/|$))/;
/** Those of playbook versions are for those who write them; test/integration/api-playbooks.spec.ts asks them the same. */
export const PLAYBOOK_ROUTES = /^\/playbooks\//;
/** Those of calendars name layers, not ids; test/integration/api-calendars.spec.ts asks them the same. */
export const CALENDAR_ROUTES = /^\/calendars(\/|$)/;
