import type { Playbook } from '#contracts/playbook';
import { InvalidError } from '#domain/errors';
import { checkRunInput, peopleNamed } from './run-input.ts';

const text = { 'zh-CN': '字', en: 'text' };
const playbook = {
  input: { type: 'object', additionalProperties: false, required: ['contentType'], properties: { contentType: { type: 'string', minLength: 1 }, people: { type: 'object' } } },
  settings: {
    'check.due': { title: text, source: '4.3', default: { working: 'PT4H' }, schema: { anyOf: [{ type: 'string', pattern: '^P' }, { type: 'object', additionalProperties: false, properties: { working: { type: 'string' }, clock: { type: 'string' } } }] } },
    'rework.cap': { title: text, source: '4.3', default: 3, schema: { type: 'integer', minimum: 0 } },
  },
} as unknown as Playbook;

function issuesOf(given: Record<string, unknown>): string[] {
  try {
    checkRunInput(playbook, given);
    return [];
  } catch (error) {
    return (error as InvalidError).facts.errors!.map((issue) => issue.path);
  }
}

describe('checkRunInput', () => {
  it('reads a bare ISO duration as clock time and leaves the rest alone', () => {
    const { input, settings } = checkRunInput(playbook, { contentType: 'tutorial', settings: { 'check.due': 'PT5S', 'rework.cap': 2 } });
    expect(input).toEqual({ contentType: 'tutorial' });
    expect(settings).toEqual({ 'check.due': { clock: 'PT5S' }, 'rework.cap': 2 });
  });

  it('names unknown settings, wrong values and missing fields all at once', () => {
    expect(issuesOf({ settings: { 'no.such': 1, 'rework.cap': -1 } }).sort()).toEqual(['input.contentType', 'input.settings.no.such', 'input.settings.rework.cap']);
    expect(issuesOf({ contentType: 'x', settings: [] })).toEqual(['input.settings']);
    expect(issuesOf({ contentType: 'x', settings: { constructor: 1 } })).toEqual(['input.settings.constructor']);
  });

  it('finds the people that an input names', () => {
    const id = '6f1c2a34-8f0e-4d5b-9a53-0c7f5f0a1b2c';
    expect(peopleNamed({ people: { host: id }, title: 'x' }, 'input')).toEqual([{ path: 'input.people.host', id }]);
  });
});
