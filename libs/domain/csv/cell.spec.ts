import { csvLine } from './cell.ts';

test('no cell is a formula, and every cell is one cell', () => {
  expect(csvLine(['=1+1', '+1', '-1', '@x', '\tx', '＝1', -1, null, '作品', 'a,"b"\nc'])).toBe(`'=1+1,'+1,'-1,'@x,'\tx,'＝1,-1,,作品,"a,""b""\nc"\r\n`);
});
