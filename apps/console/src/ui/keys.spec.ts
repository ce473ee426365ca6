import { acts, type Pressed } from './keys.ts';

const pressed = (changes: Partial<Pressed['target']> = {}, modified = false): Pressed => ({ key: 'c', modified, repeated: false, target: { tag: 'BODY', type: '', editable: false, inDialog: false, ...changes } });

test.each([
  ['on the page', pressed(), true],
  ['on a row', pressed({ tag: 'BUTTON', type: 'button' }), true],
  ['on a checkbox, where nobody writes', pressed({ tag: 'INPUT', type: 'checkbox' }), true],
  ['while a text is written', pressed({ tag: 'TEXTAREA' }), false],
  ['in a line of a form', pressed({ tag: 'INPUT', type: 'text' }), false],
  ['in a number', pressed({ tag: 'INPUT', type: 'number' }), false],
  ['in anything that can be written into', pressed({ tag: 'DIV', editable: true }), false],
  ['in an open dialog', pressed({ tag: 'BUTTON', inDialog: true }), false],
  ['with Ctrl, which is the browser’s', pressed({}, true), false],
])('a key of one letter %s acts: %s', (_where, key, expected) => expect(acts(key)).toBe(expected));
