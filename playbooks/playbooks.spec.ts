import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Playbook } from '#contracts/playbook';
import type { Json, Text } from '#contracts/text';
import { compilePlaybook } from '#domain/playbook/compile';
import { lintPlaybook } from '#domain/playbook/lint';
import { loadPlaybooks } from '#platform/playbooks/load';
import { validateAnswers, validateInput, validateSettings } from '#platform/playbooks/validate';

/** Sections of the operations handbook; a source that is none of these sends a person looking for a rule that does not exist. */
const SECTIONS = ['1.2', '1.3', '2.1', '2.2', '2.3', '3.1', '3.2', '3.3', '3.4', '4.1', '4.2', '4.3', '5.1', '5.2', '5.3', '5.4', '6.1', '6.2', '6.3', '7.1', '7.2', '7.3', '7.4', '8.1', '8.2', '8.3', '9.1', '9.2', '9.3', '10.1', '10.2', '10.3', '10.4'];
const root = join(import.meta.dirname, '..');
const playbooks = await loadPlaybooks(join(root, 'playbooks'));
const examples = readdirSync(join(root, 'examples')).filter((name) => name.endsWith('.json'));
const slugs = playbooks.map((playbook): [string, Playbook] => [playbook.slug, playbook]);

describe.each(slugs)('%s', (_slug, playbook) => {
  it('has no reference that leads nowhere', () => {
    expect(lintPlaybook(playbook)).toEqual([]);
  });

  it.each(Object.keys(playbook.forms))('form %s accepts its own examples and needs an object', (key) => {
    const form = playbook.forms[key] as Playbook['forms'][string];
    for (const example of form.examples) expect(validateAnswers(form, example)).toEqual([]);
    expect(validateAnswers(form, 'text')).toHaveLength(1);
  });

  it.each(Object.keys(playbook.forms))('form %s takes links, refuses foreign fields and names every field in both languages', (key) => {
    const form = playbook.forms[key] as Playbook['forms'][string];
    const answers = form.examples[0] as Record<string, Json>;
    expect(validateAnswers(form, { ...answers, links: [{ title: '文件', url: 'https://files.callsheet.test/a' }] })).toEqual([]);
    expect(validateAnswers(form, { ...answers, links: [{ title: '文件', url: 'javascript:alert(1)' }] })).toContainEqual(expect.objectContaining({ path: 'links.0.url' }));
    expect(validateAnswers(form, { ...answers, foreign: 1 })).toEqual([{ path: 'foreign', message: 'is not a field of this form' }]);
    for (const field of fieldsOf(form.schema)) expectBilingual(field);
  });

  it('accepts its own input examples and the default of every setting', () => {
    for (const example of playbook.inputExamples) expect(validateInput(playbook, example)).toEqual([]);
    const defaults = Object.fromEntries(Object.entries(playbook.settings).map(([name, setting]) => [name, setting.default]));
    expect(validateSettings(playbook, defaults)).toEqual([]);
  });

  it('cites a section of the handbook for every figure', () => {
    const sources = sourcesOf(playbook);
    expect(sources.length).toBeGreaterThan(0);
    expect(sources.filter((source) => !SECTIONS.includes(source))).toEqual([]);
  });
});

describe.each(examples)('examples/%s', (name) => {
  const body = JSON.parse(readFileSync(join(root, 'examples', name), 'utf8')) as { playbook: string; title: string; input: { settings?: Record<string, Json> } };
  const playbook = playbooks.find(({ slug }) => slug === body.playbook) as Playbook;

  it('is a body of POST /runs that its playbook accepts', () => {
    expect(Object.keys(body).sort()).toEqual(['input', 'playbook', 'title']);
    expect(validateInput(playbook, body.input)).toEqual([]);
    expect(validateSettings(playbook, body.input.settings)).toEqual([]);
    expect(compilePlaybook(playbook, body.input.settings ?? {}).slug).toBe(body.playbook);
  });
});

/** Every described field of a form, however deep; conditions (`if`, `then`) describe none. */
function fieldsOf(schema: Record<string, unknown>): Array<Record<string, unknown>> {
  const properties = Object.values((schema.properties ?? {}) as Record<string, Record<string, unknown>>);
  const items = schema.items as Record<string, unknown> | undefined;
  return [...properties, ...properties.flatMap(fieldsOf), ...(items ? fieldsOf(items) : [])];
}

function expectBilingual(field: Record<string, unknown>): void {
  const title = field['x-title'] as Text;
  expect(title).toEqual({ 'zh-CN': expect.any(String), en: field.title });
  expect(title['zh-CN']).toMatch(/\p{Script=Han}/u);
  if (field.enum) expect(Object.keys(field['x-enum'] as object)).toEqual(field.enum);
}

/** Values of every `source` key in the playbook. */
function sourcesOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === 'source' ? [String(inner)] : sourcesOf(inner)));
}
