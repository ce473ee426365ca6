/** As much of a JSON Schema as our zod schemas turn into. */
export interface JsonSchema {
  type?: string | string[];
  format?: string;
  example?: unknown;
  default?: unknown;
  enum?: unknown[];
  $ref?: string;
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  nullable?: boolean;
  minimum?: number;
  minLength?: number;
  additionalProperties?: unknown;
  [keyword: string]: unknown;
}

const TEXTS: Record<string, string> = { uuid: '0b6f8a4e-5d2c-4c1e-9a77-3f1d2b6c8e90', uri: 'https://example.com/work', email: 'host@callsheet.test', 'date-time': '2026-03-02T01:00:00.000Z', date: '2026-03-02' };
const WORDS: Record<string, unknown> = { id: TEXTS.uuid, email: TEXTS.email, name: 'Lin Wei', password: 'a long password', limit: 50, createdAt: 1_772_413_200_000, locale: 'zh-CN', timeZone: 'Asia/Shanghai' };

/** A value that fits a schema: its own example or default where it has one, else one made from its type and name. */
export function exampleOf(schema: JsonSchema, name = ''): unknown {
  if (schema.example !== undefined) return schema.example;
  if (schema.default !== undefined) return schema.default;
  if (schema.enum) return schema.enum[0];
  const choice = (schema.anyOf ?? schema.oneOf)?.[0];
  if (choice) return exampleOf(choice, name);
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((part) => exampleOf(part, name)));
  return byType(schema, name);
}

function byType(schema: JsonSchema, name: string): unknown {
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  switch (type) {
    case 'object':
      return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([key, part]) => [key, exampleOf(part, key)]));
    case 'array':
      return schema.items ? [exampleOf(schema.items, name.replace(/s$/, ''))] : [];
    case 'boolean':
      return false;
    case 'integer':
    case 'number':
      return typeof WORDS[name] === 'number' ? WORDS[name] : name.endsWith('At') ? WORDS.createdAt : Math.max(1, schema.minimum ?? 1);
    case 'string':
      return textFor(schema, name);
    default:
      return {};
  }
}

function textFor(schema: JsonSchema, name: string): string {
  if (schema.format && TEXTS[schema.format]) return TEXTS[schema.format]!;
  if (/Id$/.test(name)) return TEXTS.uuid!;
  const word = WORDS[name];
  return typeof word === 'string' ? word : (name || 'text').padEnd(schema.minLength ?? 0, '-');
}
