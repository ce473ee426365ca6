import fc from 'fast-check';
import { attachmentName, MAX_NAME } from './name.ts';

test.each([
  ['脚本大纲 v2.docx', 'docx', '脚本大纲 v2.docx'],
  ['../../etc/passwd', 'txt', 'passwd.txt'],
  ['C:\\Users\\a\\plan.PDF', 'pdf', 'plan.PDF'],
  ['.htaccess', 'txt', 'htaccess.txt'],
  ['invoice\u202egpj.exe', 'png', 'invoicegpj.exe.png'],
  ['a\r\nSet-Cookie: x.png', 'png', 'aSet-Cookie x.png'],
  ['con.txt', 'txt', '_con.txt'],
  ['...', 'pdf', 'file.pdf'],
  ['', 'pdf', 'file.pdf'],
])('%j is kept as %#', (given, extension, name) => expect(attachmentName(given, extension)).toBe(name));

test('any name becomes one safe one, and stays as it is when made safe again', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.constantFrom('png', 'txt', 'docx'), (given, extension) => {
    const name = attachmentName(given, extension);
    expect(name).not.toMatch(/[/\\\u0000-\u001f\u007f\u202a-\u202e]/);
    expect(name).not.toMatch(/^\./);
    expect([...name].length).toBeLessThanOrEqual(MAX_NAME + 1);
    expect(name.toLowerCase().endsWith(`.${extension}`)).toBe(true);
    expect(attachmentName(name, extension)).toBe(name);
  }));
});
