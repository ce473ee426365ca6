import { fileKind } from './file-kind.ts';

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const text = (value: string) => Buffer.from(value);

test.each([
  ['a picture, whatever it is called', PNG, 'notes.txt', { type: 'image/png', extension: 'png' }],
  ['a PDF', text('%PDF-1.7\n\u0001'), 'a', { type: 'application/pdf', extension: 'pdf' }],
  ['a table', text('BMW,1\nVW,2\n'), 'cars.CSV', { type: 'text/csv', extension: 'csv' }],
  ['Chinese text', text('﻿脚本大纲\r\n'), '大纲.txt', { type: 'text/plain', extension: 'txt' }],
  ['JSON', text('{"a": 1}'), 'a.json', { type: 'application/json', extension: 'json' }],
  ['something that only says it is JSON', text('{a'), 'a.json', null],
  ['text that is not UTF-8', Buffer.from([0xc4, 0xe3]), 'a.txt', null],
  ['text with a control character', text('a\u0000b'), 'a.csv', null],
  ['markup', text('<html><script>alert(1)</script></html>'), 'a.html', null],
  ['a picture only by name', text('hello'), 'a.png', null],
  ['nothing', text(''), 'a.bin', null],
])('knows %s by its bytes', async (_, bytes, name, kind) => expect(await fileKind(bytes, name)).toEqual(kind));

test('an SVG is markup, not a picture', async () => {
  expect((await fileKind(text('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'), 'a.svg'))?.type).toBe('application/xml');
  expect((await fileKind(text('#!/bin/sh\nrm -rf /'), 'a.sh'))?.type ?? null).toBeNull();
});
