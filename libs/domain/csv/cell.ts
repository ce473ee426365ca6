/** Signs by which a spreadsheet takes a text for a formula, full-width ones too (ASVS 1.2.10). */
const FORMULA = /^[=+\-@\t\r\0＝＋－＠]/;

/** A value as a cell of a CSV file (RFC 4180): a text that a spreadsheet would run gets an apostrophe before it; numbers stay numbers. */
export function csvCell(value: string | number | null): string {
  if (value === null) return '';
  const text = typeof value === 'number' ? String(value) : FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export const csvLine = (values: ReadonlyArray<string | number | null>): string => `${values.map(csvCell).join(',')}\r\n`;
