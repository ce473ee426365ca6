import { fileTypeFromBuffer } from 'file-type';

/** What a file is by its content: MIME type and the ending that belongs to it. */
export interface FileKind {
  type: string;
  extension: string;
}

/** Plain text carries no mark of its own: its name's ending chooses among these, and its bytes must then be clean text. */
const TEXTS: Record<string, string> = { txt: 'text/plain', md: 'text/plain', srt: 'text/plain', vtt: 'text/plain', log: 'text/plain', csv: 'text/csv', json: 'application/json' };
const CONTROLS = /[\u0000-\u0008\u000b\u000e-\u001f\u007f]/;

/**
 * Kind of a file by its bytes; null when they are nothing we know. The name counts only between kinds of plain text: nothing that is called
 * .png becomes a picture by that, and markup (.html, .svg) is never taken for text.
 */
export async function fileKind(bytes: Uint8Array, name: string): Promise<FileKind | null> {
  const ending = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  const text = Object.hasOwn(TEXTS, ending) ? textOf(bytes) : null;
  // Before the marks: a table that happens to begin with "BM" is no bitmap.
  if (text !== null) return ending === 'json' && !isJson(text) ? null : { type: TEXTS[ending]!, extension: ending };
  const found = await fileTypeFromBuffer(bytes);
  return found ? { type: found.mime, extension: found.ext } : null;
}

function textOf(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return CONTROLS.test(text) ? null : text;
  } catch {
    return null;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
