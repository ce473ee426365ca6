/** Longest name that is kept, in characters. */
export const MAX_NAME = 120;
/** Separators and what Windows refuses; controls; signs that turn the direction of text or are not seen, by which "exe.gpj" reads as "jpg.exe". */
const UNSAFE = /[/\\:*?"<>|\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|\p{Cs}|\p{Co}|\p{Cn}/gu;
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * A person's file name made safe to show, to store and to save under: one line, no path, no hidden file, no device, at most MAX_NAME characters,
 * ending as its content does. It never becomes part of a path of ours.
 */
export function attachmentName(given: string, extension: string): string {
  const clean = given.normalize('NFC').split(/[/\\]/).at(-1)!.replace(UNSAFE, '').replace(/\s+/g, ' ').replace(/^[. ]+|[. ]+$/g, '');
  const ending = `.${extension}`;
  const ends = clean.toLowerCase().endsWith(ending);
  const stem = (ends ? clean.slice(0, -ending.length) : clean).replace(/[. ]+$/, '');
  const short = [...stem].slice(0, MAX_NAME - ending.length).join('').trim();
  const name = short === '' ? 'file' : short;
  return `${DEVICE.test(name) ? '_' : ''}${name}${ends ? clean.slice(-ending.length) : ending}`;
}
