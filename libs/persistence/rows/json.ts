/** What PostgreSQL's jsonb and text refuse: NUL, and half a surrogate pair. */
const REFUSED = /\\u(?:0000|d[89a-f])/i;

const clean = (text: string): string => text.replaceAll('\0', '\ufffd').replace(/\p{Surrogate}/gu, '\ufffd');

function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return clean(value);
  if (Array.isArray(value)) return value.map(cleaned);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [clean(key), cleaned(entry)]));
}

/**
 * JSON text that PostgreSQL always takes. The API refuses such characters; should one get into a run after all, it is
 * replaced here, because an event that cannot be stored would hold up its run for ever.
 */
export function pgJson(value: unknown): string {
  const text = JSON.stringify(value);
  return REFUSED.test(text) ? JSON.stringify(cleaned(value)) : text;
}
