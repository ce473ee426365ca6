import type { Json } from '#contracts/text';

/** As much of a playbook's form as says what its answers can be. */
interface Form {
  schema: Record<string, unknown>;
  steers: readonly string[];
  examples: readonly unknown[];
}

/**
 * The steering answers that a rehearsal takes each form to be given, by form: its first choice (go, passed, met), and the figures of the
 * example that makes it. Names, dates and lists are left out: nobody has decided on them.
 */
export function assumedAnswers(forms: Record<string, Form>): Record<string, Record<string, Json>> {
  return Object.fromEntries(Object.entries(forms).map(([key, form]) => [key, assumedOf(form)]));
}

function assumedOf({ schema, steers, examples }: Form): Record<string, Json> {
  const choices = Object.entries((schema.properties ?? {}) as Record<string, { enum?: Json[] }>).flatMap(([name, { enum: values }]) => (steers.includes(name) && values?.length ? [[name, values[0]!] as const] : []));
  const chosen: Record<string, Json> = Object.fromEntries(choices);
  const example = examples.find((one) => choices.every(([name, value]) => (one as Record<string, Json>)[name] === value)) as Record<string, Json> | undefined;
  const figures = Object.entries(example ?? {}).filter(([name, value]) => steers.includes(name) && isFigures(value));
  return { ...chosen, ...Object.fromEntries(figures) };
}

const isFigures = (value: Json): boolean => value !== null && typeof value === 'object' && !Array.isArray(value) && Object.values(value).length > 0 && Object.values(value).every((item) => typeof item === 'number');
